import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const territory = defineObject({
  name: 'territory',
  plural: 'territories',
  label: { zh: '区域', en: 'Territory' },
  plural_label: { zh: '区域', en: 'Territories' },
  empty_hint: { zh: '销售区域，按上下级排列；员工可负责若干区域。', en: 'Where the company sells, as a tree; people look after some of them.' },
  title: 'name',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, unique: true, max_length: 100 }),
    parent: field.reference({ label: { zh: '上级区域', en: 'Above it' }, target: 'territory' }),
  },
  panels: [{ key: 'main', label: { zh: '区域', en: 'Territory' }, fields: ['name', 'parent'] }],
  check: (record) =>
    record.name?.trim() === '' ? [issue('name', 'required', '请填写名称', 'Name is required')] : [],
})
