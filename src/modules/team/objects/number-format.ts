import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { formatFault } from '../../../kernel/records/number-format.ts'

/** How the numbers of an object are written in this company, from the next one on. Deleted, what the definition says is in force again. */
export const numberFormat = defineObject({
  name: 'number_format',
  plural: 'number_formats',
  label: { zh: '编号格式', en: 'Number format' },
  plural_label: { zh: '编号格式', en: 'Number formats' },
  empty_hint: { zh: '编号怎样写，由管理员决定。', en: 'How numbers are written is the administrator’s to say.' },
  title: 'object',
  in_navigation: false,
  fields: {
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, unique: true, max_length: 60 }),
    format: field.text({ label: { zh: '格式', en: 'Format' }, hint: { zh: '{yyyy} {yy} {mm} 和流水号 {0000}', en: '{yyyy} {yy} {mm} and the counter {0000}' }, required: true, max_length: 100 }),
  },
  panels: [{ key: 'main', label: { zh: '编号格式', en: 'Number format' }, fields: ['object', 'format'] }],
  check: (record, before) => {
    const fault = formatFault(record.format ?? '')
    return [
      ...(fault ? [{ path: 'format', code: 'invalid_format', message: fault }] : []),
      ...(before && before.object !== record.object ? [issue('object', 'readonly', '创建后不能更改', 'Cannot be changed once it is there')] : []),
    ]
  },
})
