import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { channelOptions, directionOptions, outcomeOptions } from './lead-options.ts'

/** One contact with a lead, reached or only tried; written by `log-contact`. When the lead becomes a customer it becomes an interaction with it. */
export const leadInteraction = defineObject({
  name: 'lead_interaction',
  plural: 'lead_interactions',
  label: { zh: '线索接触', en: 'Contact with a lead' },
  plural_label: { zh: '线索接触', en: 'Contacts with leads' },
  empty_hint: { zh: '与线索的每一次电话、消息和见面。', en: 'Every call, message and meeting with a lead.' },
  title: 'summary',
  in_navigation: false,
  is_append_only: true,
  sort: '-at',
  owner: 'owner',
  about: 'lead',
  timeline_at: 'at',
  fields: {
    summary: field.text({ label: { zh: '摘要', en: 'Summary' }, derived: true, required: true, default: '' }),
    lead: field.reference({ label: { zh: '线索', en: 'Lead' }, target: 'lead', required: true, lives_with: true }),
    channel: field.choice({ label: { zh: '渠道', en: 'Channel' }, required: true, default: 'call', options: channelOptions }),
    direction: field.choice({ label: { zh: '方向', en: 'Direction' }, required: true, default: 'out', options: directionOptions }),
    outcome: field.choice({ label: { zh: '是否联系上', en: 'Reached' }, required: true, default: 'reached', options: outcomeOptions }),
    at: field.datetime({ label: { zh: '时间', en: 'At' }, required: true, default: '@now' }),
    content: field.richText({ label: { zh: '内容', en: 'Content' }, personal: true }),
    owner: field.person({ label: { zh: '记录人', en: 'Logged by' }, default: '@me' }),
  },
  panels: [{ key: 'main', label: { zh: '接触', en: 'Contact' }, fields: ['lead', 'channel', 'direction', 'outcome', 'at', 'content', 'owner'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-at', columns: ['at', 'lead', 'channel', 'outcome', 'summary', 'owner'] }],
  derive: (record) => ({ summary: Array.from((record.content ?? '').replace(/\s+/g, ' ')).slice(0, 80).join('') }),
})
