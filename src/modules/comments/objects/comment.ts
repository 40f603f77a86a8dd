import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** What colleagues say to each other about a record, whatever its object. It never leaves the company. */
export const comment = defineObject({
  name: 'comment',
  plural: 'comments',
  label: { zh: '评论', en: 'Comment' },
  plural_label: { zh: '评论', en: 'Comments' },
  empty_hint: { zh: '同事之间对一条记录的讨论。', en: 'What colleagues say to each other about a record.' },
  title: 'text',
  sort: '-created_at',
  about: 'record',
  is_about_any: true,
  timeline_at: 'created_at',
  in_navigation: false,
  fields: {
    text: field.richText({ label: { zh: '评论', en: 'Comment' }, personal: true, required: true, max_length: 5000 }),
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, max_length: 60 }),
    record: field.text({ label: { zh: '记录', en: 'Record' }, required: true, max_length: 36 }),
    mentions: field.references({ label: { zh: '提到的人', en: 'Mentioned' }, target: 'user', column: 'mention_ids' }),
    author: field.person({ label: { zh: '作者', en: 'Author' }, default: '@me', readonly: true }),
    edited_at: field.datetime({ label: { zh: '编辑时间', en: 'Edited at' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '评论', en: 'Comment' }, fields: ['text', 'mentions'] }],
})
