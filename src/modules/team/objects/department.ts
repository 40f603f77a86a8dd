import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const department = defineObject({
  name: 'department',
  plural: 'departments',
  label: { zh: '部门', en: 'Department' },
  plural_label: { zh: '部门', en: 'Departments' },
  empty_hint: { zh: '公司的部门，按上下级排列。', en: 'The departments of the company, as a tree.' },
  title: 'name',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    parent: field.reference({ label: { zh: '上级部门', en: 'Above it' }, target: 'department' }),
    head: field.person({ label: { zh: '负责人', en: 'Head' }, hint: { zh: '本部门员工的上级，用于审批', en: 'The superior of its people, for approvals' } }),
  },
  panels: [{ key: 'main', label: { zh: '部门', en: 'Department' }, fields: ['name', 'parent', 'head'] }],
  check: (record) =>
    record.name?.trim() === '' ? [issue('name', 'required', '请填写名称', 'Name is required')] : [],
})
