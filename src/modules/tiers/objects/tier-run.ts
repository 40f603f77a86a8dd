import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** One application of a scheme to all customers. Written by its actions alone. */
export const tierRun = defineObject({
  name: 'tier_run',
  plural: 'tier_runs',
  label: { zh: '分级运行', en: 'Tier run' },
  plural_label: { zh: '分级运行', en: 'Tier runs' },
  empty_hint: { zh: '启用的方案每晚在价值计算之后运行。', en: 'What is switched on is applied every night, after values are computed.' },
  title: 'name',
  sort: '-created_at',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, readonly: true, max_length: 300 }),
    scheme: field.reference({ label: { zh: '方案', en: 'Scheme' }, target: 'tier_scheme', required: true, readonly: true }),
    as_of: field.date({ label: { zh: '截至', en: 'As of' }, required: true, readonly: true }),
    way: field.choice({ label: { zh: '方式', en: 'How' }, required: true, readonly: true, options: options({ nightly: ['每晚', 'Nightly'], asked: ['人工', 'Asked for'] }) }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, readonly: true, default: 'running', options: options({ running: ['进行中', 'Under way', 'blue'], done: ['完成', 'Done', 'green'], stopped: ['已停止', 'Stopped', 'gold'], undoing: ['撤销中', 'Being taken back', 'blue'], undone: ['已撤销', 'Taken back'] }) }),
    went_up: field.number({ label: { zh: '升级', en: 'Went up' }, required: true, readonly: true, default: 0 }),
    went_down: field.number({ label: { zh: '降级', en: 'Went down' }, required: true, readonly: true, default: 0 }),
    taken_back: field.number({ label: { zh: '撤回', en: 'Taken back' }, required: true, readonly: true, default: 0 }),
    ended_at: field.datetime({ label: { zh: '结束时间', en: 'Ended at' }, readonly: true }),
    place: field.text({ label: { zh: '进度', en: 'Place' }, internal: true, readonly: true, max_length: 40 }),
  },
  panels: [{ key: 'main', label: { zh: '运行', en: 'Run' }, fields: ['scheme', 'as_of', 'way', 'state', 'went_up', 'went_down', 'taken_back', 'ended_at'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['as_of', 'scheme', 'way', 'state', 'went_up', 'went_down', 'taken_back', 'ended_at'] }],
})
