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
  },
  panels: [{ key: 'main', label: { zh: '部门', en: 'Department' }, fields: ['name', 'parent'] }],
  check: (record) =>
    record.name?.trim() === '' ? [issue('name', 'required', '请填写名称', 'Name is required')] : [],
})
