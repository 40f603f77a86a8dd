import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { channelOptions, messageOptions } from './request-options.ts'

/** One word of the conversation: from the customer, to the customer, or among ourselves. Written by `reply`, `note` and what comes in, never changed. */
export const requestMessage = defineObject({
  name: 'request_message',
  plural: 'request_messages',
  label: { zh: '往来', en: 'Message' },
  plural_label: { zh: '往来', en: 'Messages' },
  empty_hint: { zh: '与客户的每一句往来，以及内部备注。', en: 'Every word to and from the customer, and notes among colleagues.' },
  title: 'summary',
  in_navigation: false,
  is_append_only: true,
  sort: 'at',
  about: 'request',
  timeline_at: 'at',
  fields: {
    summary: field.text({ label: { zh: '摘要', en: 'Summary' }, derived: true, required: true, default: '' }),
    request: field.reference({ label: { zh: '服务请求', en: 'Service request' }, target: 'request', required: true, lives_with: true }),
    kind: field.choice({ label: { zh: '种类', en: 'Kind' }, required: true, options: messageOptions }),
    at: field.datetime({ label: { zh: '时间', en: 'At' }, required: true, default: '@now' }),
    channel: field.choice({ label: { zh: '渠道', en: 'Channel' }, required: true, default: 'call', options: channelOptions }),
    content: field.richText({ label: { zh: '内容', en: 'Content' }, personal: true, required: true }),
    author: field.person({ label: { zh: '同事', en: 'Colleague' } }),
    author_name: field.text({ label: { zh: '来信人', en: 'Written by' }, personal: true, max_length: 200 }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
  },
  panels: [{ key: 'main', label: { zh: '往来', en: 'Message' }, fields: ['request', 'kind', 'at', 'channel', 'content', 'author', 'author_name', 'files'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-at', columns: ['at', 'request', 'kind', 'summary', 'author', 'author_name'] }],
  derive: (record) => ({ summary: Array.from((record.content ?? '').replace(/\s+/g, ' ')).slice(0, 80).join('') }),
})
