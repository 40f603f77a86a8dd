import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { allFields } from '../rules/required-fields.ts'

/** A clock of an archive rule, kept by a listener: nobody writes it. */
export const archiveClock = defineObject({
  name: 'archive_clock',
  plural: 'archive_clocks',
  label: { zh: '建档时效', en: 'Archive clock' },
  plural_label: { zh: '建档时效', en: 'Archive clocks' },
  empty_hint: { zh: '客户转为合作、记录接触后自动开始计时。', en: 'They start by themselves when a customer becomes active or a contact is logged.' },
  title: 'kind',
  sort: 'due_at',
  owner: 'owner',
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, lives_with: true }),
    rule: field.reference({ label: { zh: '规则', en: 'Rule' }, target: 'archive_rule', required: true, readonly: true }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, readonly: true, options: options({ filing: ['建档', 'Filing', 'blue'], entering: ['录入', 'Entering', 'default'] }) }),
    owner: field.person({ label: { zh: '责任人', en: 'Counts for' }, readonly: true }),
    department: field.reference({ label: { zh: '部门', en: 'Department' }, target: 'department', readonly: true }),
    started_at: field.datetime({ label: { zh: '起算', en: 'Started' }, required: true, readonly: true }),
    due_at: field.datetime({ label: { zh: '期限', en: 'Due' }, required: true, readonly: true }),
    done_at: field.datetime({ label: { zh: '完成', en: 'Done' }, readonly: true }),
    is_on_time: field.boolean({ label: { zh: '按时', en: 'On time' }, readonly: true }),
    missing: field.choices({ label: { zh: '还差', en: 'Missing' }, readonly: true, options: allFields }),
  },
  panels: [{ key: 'main', label: { zh: '时效', en: 'Clock' }, fields: ['customer', 'rule', 'kind', 'owner', 'department', 'started_at', 'due_at', 'done_at', 'is_on_time', 'missing'] }],
  views: [
    // An hour ahead begins now: what is due before now.
    { key: 'overdue', label: { zh: '已逾期', en: 'Overdue' }, filter: { done_at: { is_empty: true }, due_at: { lt: '+1h' } }, sort: 'due_at', columns: ['customer', 'owner', 'due_at', 'missing', 'started_at'] },
    { key: 'open', label: { zh: '进行中', en: 'Running' }, filter: { done_at: { is_empty: true } }, sort: 'due_at', columns: ['customer', 'owner', 'due_at', 'missing', 'started_at'] },
    { key: 'mine', label: { zh: '我的', en: 'Mine' }, filter: { owner: '@me', done_at: { is_empty: true } }, sort: 'due_at', columns: ['customer', 'due_at', 'missing', 'started_at'] },
    { key: 'late', label: { zh: '逾期完成', en: 'Done late' }, filter: { is_on_time: false }, sort: '-due_at', columns: ['customer', 'kind', 'owner', 'due_at', 'done_at'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-due_at', columns: ['customer', 'kind', 'owner', 'started_at', 'due_at', 'done_at', 'is_on_time', 'missing'] },
  ],
})
