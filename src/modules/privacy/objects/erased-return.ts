import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** A record with the telephone number or address of somebody who was erased: entered by hand, by a file, by a program. */
export const erasedReturn = defineObject({
  name: 'erased_return',
  plural: 'erased_returns',
  label: { zh: '重新录入', en: 'Return' },
  plural_label: { zh: '重新录入的人', en: 'People who came back' },
  empty_hint: { zh: '已匿名化的人再次被录入时，在这里提示。', en: 'Told here when somebody who was erased is entered again.' },
  title: 'subject',
  sort: '-created_at',
  in_navigation: false,
  fields: {
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, readonly: true, max_length: 60 }),
    record: field.text({ label: { zh: '记录编号', en: 'Record' }, required: true, readonly: true, max_length: 60 }),
    subject: field.text({ label: { zh: '当事人', en: 'Person' }, required: true, readonly: true, personal: true, max_length: 5000 }),
    erasure: field.reference({ label: { zh: '当时的匿名化', en: 'Erasure' }, target: 'erasure', required: true, readonly: true }),
    import: field.text({ label: { zh: '来自导入', en: 'From import' }, readonly: true, max_length: 60 }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, default: 'new', options: options({ new: ['待核对', 'To be looked at', 'gold'], settled: ['已核对', 'Looked at', 'green'] }) }),
  },
  panels: [{ key: 'main', label: { zh: '重新录入', en: 'Return' }, fields: ['subject', 'erasure', 'import', 'status'] }],
})
