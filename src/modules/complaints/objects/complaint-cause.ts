import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** Why customers complain, as a tree that the company keeps. */
export const complaintCause = defineObject({
  name: 'complaint_cause',
  plural: 'complaint_causes',
  label: { zh: '投诉原因', en: 'Cause of complaints' },
  plural_label: { zh: '投诉原因', en: 'Causes of complaints' },
  empty_hint: { zh: '客户为什么投诉，按大类和小类排列。', en: 'Why customers complain, as a tree.' },
  title: 'name',
  sort: 'position',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    parent: field.reference({ label: { zh: '上级原因', en: 'Above it' }, target: 'complaint_cause' }),
    position: field.number({ label: { zh: '次序', en: 'Order' }, required: true, default: 1, min: 0, max: 10_000 }),
    plan: field.richText({ label: { zh: '补救方案', en: 'Recovery plan' }, hint: { zh: '界定为此原因时带入投诉', en: 'Put into a complaint that is defined by this cause' }, max_length: 5000 }),
    is_active: field.boolean({ label: { zh: '启用', en: 'In use' }, required: true, default: true }),
  },
  panels: [{ key: 'main', label: { zh: '原因', en: 'Cause' }, fields: ['name', 'parent', 'position', 'plan', 'is_active'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['name', 'parent', 'position', 'is_active'] }],
  check: ({ name }) => (name?.trim() === '' ? [issue('name', 'required', '请填写名称', 'Name is required')] : []),
})
