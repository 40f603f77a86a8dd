import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** A word of the company's own for marking records, with its colour. */
export const tag = defineObject({
  name: 'tag',
  plural: 'tags',
  label: { zh: '标签', en: 'Tag' },
  plural_label: { zh: '标签', en: 'Tags' },
  empty_hint: { zh: '公司常用的标签和颜色。', en: 'The tags the company uses, and their colours.' },
  title: 'name',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, unique: true, max_length: 50 }),
    color: field.choice({ label: { zh: '颜色', en: 'Colour' }, default: 'default', options: options({ default: ['灰', 'Grey'], green: ['绿', 'Green'], blue: ['蓝', 'Blue'], gold: ['金', 'Gold'], cyan: ['青', 'Cyan'], purple: ['紫', 'Purple'] }) }),
    remark: field.text({ label: { zh: '说明', en: 'Remark' }, max_length: 200 }),
  },
  panels: [{ key: 'main', label: { zh: '标签', en: 'Tag' }, fields: ['name', 'color', 'remark'] }],
})
