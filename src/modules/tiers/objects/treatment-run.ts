import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** Tasks made once for the customers of a cell. Written by its actions alone. */
export const treatmentRun = defineObject({
  name: 'treatment_run',
  plural: 'treatment_runs',
  label: { zh: '对策任务', en: 'Tasks of a treatment' },
  plural_label: { zh: '对策任务', en: 'Tasks of treatments' },
  empty_hint: { zh: '从对策生成的任务，每次一行，可以撤销。', en: 'Each time tasks were made of a treatment; they can be taken back.' },
  title: 'name',
  sort: '-created_at',
  owner: 'started_by',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, readonly: true, max_length: 300 }),
    treatment: field.reference({ label: { zh: '对策', en: 'Treatment' }, target: 'treatment', required: true, readonly: true }),
    started_by: field.person({ label: { zh: '发起人', en: 'Begun by' }, readonly: true }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, readonly: true, default: 'running', options: options({ running: ['进行中', 'Under way', 'blue'], done: ['完成', 'Done', 'green'], stopped: ['已停止', 'Stopped', 'gold'], undoing: ['撤销中', 'Being taken back', 'blue'], undone: ['已撤销', 'Taken back'] }) }),
    made: field.number({ label: { zh: '生成任务', en: 'Tasks made' }, required: true, readonly: true, default: 0 }),
    passed_over: field.number({ label: { zh: '跳过', en: 'Passed over' }, required: true, readonly: true, default: 0, hint: { zh: '已有此对策的未完成任务', en: 'Those who have an open task of this treatment' } }),
    taken_back: field.number({ label: { zh: '撤回', en: 'Taken back' }, required: true, readonly: true, default: 0 }),
    cell: field.group({ label: { zh: '客户条件', en: 'Which customers' }, internal: true, readonly: true }),
    place: field.text({ label: { zh: '进度', en: 'Place' }, internal: true, readonly: true, max_length: 40 }),
  },
  panels: [{ key: 'main', label: { zh: '任务', en: 'Tasks' }, fields: ['treatment', 'started_by', 'state', 'made', 'passed_over', 'taken_back'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['treatment', 'created_at', 'started_by', 'state', 'made', 'passed_over', 'taken_back'] }],
})
