import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { kindOptions, sourceOptions } from './request-options.ts'

/** What a customer is entitled to, and by what: looked at when the terms of a request are checked. */
export const entitlement = defineObject({
  name: 'entitlement',
  plural: 'entitlements',
  label: { zh: '服务权益', en: 'Entitlement' },
  plural_label: { zh: '服务权益', en: 'Entitlements' },
  empty_hint: { zh: '合同、保修给客户的服务：管什么、到哪天、多久响应。', en: 'What contracts and warranties give a customer: what is covered, until when, how soon.' },
  title: 'name',
  sort: 'valid_until',
  about: 'customer',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    source: field.choice({ label: { zh: '来源', en: 'By' }, required: true, default: 'contract', options: sourceOptions }),
    contract: field.reference({ label: { zh: '合同', en: 'Contract' }, target: 'contract' }),
    product: field.reference({ label: { zh: '产品', en: 'Product' }, hint: { zh: '不填则不限产品', en: 'Left empty: any' }, target: 'product' }),
    kinds: field.choices({ label: { zh: '涵盖类型', en: 'Kinds covered' }, hint: { zh: '不选则全部涵盖', en: 'None chosen: all' }, options: kindOptions, default: [] }),
    covers: field.richText({ label: { zh: '涵盖内容', en: 'What is covered' } }),
    valid_from: field.date({ label: { zh: '生效', en: 'Valid from' }, required: true, default: '@today' }),
    valid_until: field.date({ label: { zh: '到期', en: 'Valid until' } }),
    response_minutes: field.number({ label: { zh: '首次响应（工作分钟）', en: 'First response (working minutes)' }, hint: { zh: '填写则优先于 SLA 策略', en: 'Goes before the SLA policy' }, min: 1, max: 200_000 }),
    solution_minutes: field.number({ label: { zh: '解决（工作分钟）', en: 'Solution (working minutes)' }, min: 1, max: 200_000 }),
    visits_left: field.number({ label: { zh: '剩余上门次数', en: 'Visits left' }, hint: { zh: '不填则不限', en: 'Left empty: any number' }, min: 0, max: 100_000 }),
  },
  panels: [{ key: 'main', label: { zh: '权益', en: 'Entitlement' }, fields: ['name', 'customer', 'source', 'contract', 'product', 'kinds', 'covers', 'valid_from', 'valid_until', 'response_minutes', 'solution_minutes', 'visits_left'] }],
  views: [
    { key: 'ending', label: { zh: '90 天内到期', en: 'Ending within 90 days' }, filter: { valid_until: { in_next: '90d' } }, sort: 'valid_until', columns: ['name', 'customer', 'source', 'valid_until', 'visits_left'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: 'valid_until', columns: ['name', 'customer', 'source', 'product', 'valid_from', 'valid_until', 'visits_left'] },
  ],
  check: ({ valid_from: from, valid_until: until }) => (from !== null && until !== null && until < from ? [issue('valid_until', 'before_start', '到期不能早于生效', 'It cannot end before it begins')] : []),
})
