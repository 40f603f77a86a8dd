import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** Something one person was told: a kind and values, so that it reads in the language of whoever reads it. */
export const notification = defineObject({
  name: 'notification',
  plural: 'notifications',
  label: { zh: '通知', en: 'Notification' },
  plural_label: { zh: '通知', en: 'Notifications' },
  empty_hint: { zh: '与您有关的事情会出现在这里。', en: 'What concerns you appears here.' },
  title: 'kind',
  sort: '-created_at',
  in_navigation: false,
  is_append_only: true,
  fields: {
    receiver: field.person({ label: { zh: '接收人', en: 'Receiver' }, required: true, readonly: true }),
    kind: field.text({ label: { zh: '种类', en: 'Kind' }, required: true, readonly: true }),
    object: field.text({ label: { zh: '对象', en: 'Object' }, readonly: true }),
    record: field.text({ label: { zh: '记录', en: 'Record' }, readonly: true }),
    actor: field.person({ label: { zh: '由谁引起', en: 'By' }, readonly: true }),
    values: field.group({ label: { zh: '内容', en: 'Values' }, column: 'details', required: true, readonly: true }),
    count: field.number({ label: { zh: '数量', en: 'Count' }, required: true, readonly: true }),
    read_at: field.datetime({ label: { zh: '已读时间', en: 'Read at' }, readonly: true }),
    done_at: field.datetime({ label: { zh: '处理时间', en: 'Done at' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '通知', en: 'Notification' }, fields: ['kind', 'object', 'record', 'actor', 'values', 'count', 'read_at', 'done_at'] }],
})
