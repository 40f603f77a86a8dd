import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** Customers that go from one person to another, or to several by a rule, with the open work about them. Changed by its actions only. */
export const handover = defineObject({
  name: 'handover',
  plural: 'handovers',
  label: { zh: '交接', en: 'Handover' },
  plural_label: { zh: '客户交接', en: 'Handovers' },
  empty_hint: { zh: '客户经理变动时，客户连同待办一起交给接手人。', en: 'When an account manager changes, customers and the open work go to the successor.' },
  title: 'number',
  sort: '-created_at',
  owner: 'from',
  fields: {
    number: field.sequence({ label: { zh: '交接编号', en: 'Number' }, format: 'JJ-{yyyy}-{0000}', required: true, unique: true, readonly: true, max_length: 60 }),
    from: field.person({ label: { zh: '交出人', en: 'From' }, required: true, readonly: true }),
    to: field.person({ label: { zh: '接手人', en: 'To' }, readonly: true }),
    rule: field.reference({ label: { zh: '按规则分给', en: 'Split by' }, target: 'assignment_rule', readonly: true }),
    reason: field.text({ label: { zh: '原因', en: 'Reason' }, required: true, readonly: true, max_length: 500 }),
    condition: field.group({ label: { zh: '筛选', en: 'Filter' }, readonly: true, internal: true }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, readonly: true, default: 'running', options: options({ running: ['进行中', 'Running', 'blue'], done: ['已交接', 'Done', 'green'], cancelled: ['已取消', 'Cancelled'], undone: ['已撤销', 'Taken back'] }) }),
    total: field.number({ label: { zh: '客户数', en: 'Customers' }, required: true, readonly: true, default: 0 }),
    moved: field.number({ label: { zh: '已交接数', en: 'Handed over' }, required: true, readonly: true, derived: true, default: 0 }),
    due_on: field.date({ label: { zh: '确认期限', en: 'To be acknowledged by' }, readonly: true }),
    job: field.text({ label: { zh: '任务编号', en: 'Job' }, readonly: true, derived: true, internal: true, max_length: 60 }),
  },
  panels: [{ key: 'main', label: { zh: '交接', en: 'Handover' }, fields: ['number', 'from', 'to', 'rule', 'reason', 'state', 'total', 'moved', 'due_on'] }],
  views: [
    { key: 'to_me', label: { zh: '交给我的', en: 'To me' }, filter: { to: '@me' }, sort: '-created_at', columns: ['number', 'from', 'state', 'total', 'due_on', 'reason'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['number', 'from', 'to', 'rule', 'state', 'total', 'moved', 'due_on', 'created_at'] },
  ],
})
