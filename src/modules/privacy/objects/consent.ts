import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { channelOptions, purposeOptions, stateOptions } from '../../customers/index.ts'

/** One word of a customer, or of a contact, on what their data may be used for. Only ever added: the last word counts. */
export const consent = defineObject({
  name: 'consent',
  plural: 'consent_records',
  table: 'consents',
  label: { zh: '同意记录', en: 'Consent' },
  plural_label: { zh: '同意记录', en: 'Consents' },
  empty_hint: { zh: '客户何时、如何同意或撤回：每次一行，只增不改。', en: 'When and how customers agreed or withdrew: one line each, only ever added.' },
  title: 'purpose',
  sort: '-at',
  about: 'customer',
  timeline_at: 'at',
  is_usual_on_timeline: true,
  is_append_only: true,
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact', hint: { zh: '为某位联系人记录时填写', en: 'Where it is the word of one contact' } }),
    purpose: field.choice({ label: { zh: '目的', en: 'Purpose' }, required: true, default: 'marketing', options: purposeOptions }),
    channel: field.choice({ label: { zh: '渠道', en: 'Channel' }, required: true, default: 'any', options: channelOptions }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, default: 'granted', options: stateOptions }),
    at: field.datetime({ label: { zh: '时间', en: 'At' }, required: true, default: '@now' }),
    until: field.date({ label: { zh: '有效至', en: 'Valid until' } }),
    how: field.text({ label: { zh: '方式', en: 'How' }, personal: true, max_length: 200, hint: { zh: '如：入住登记单、短信回复退订', en: 'Such as the registration form, a reply by SMS' } }),
    evidence: field.richText({ label: { zh: '凭据', en: 'Evidence' }, personal: true, max_length: 5000, hint: { zh: '原话、单号或存放位置', en: 'The words, the number of the document, where it is kept' } }),
  },
  panels: [{ key: 'main', label: { zh: '同意', en: 'Consent' }, fields: ['customer', 'contact', 'purpose', 'channel', 'state', 'at', 'until', 'how', 'evidence'] }],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-at', columns: ['at', 'customer', 'contact', 'purpose', 'channel', 'state', 'how', 'until', 'created_by'] },
    { key: 'withdrawn', label: { zh: '撤回', en: 'Withdrawn' }, filter: { state: 'withdrawn' }, sort: '-at', columns: ['at', 'customer', 'contact', 'purpose', 'channel', 'how'] },
  ],
})
