import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { faultsOfCompensation } from '../rules/moves.ts'
import { compensationKinds, compensationStates } from './complaint-options.ts'

/** What a customer is given to make up for it. Written by its acts only, given when whoever the lines name has agreed. */
export const compensation = defineObject({
  name: 'compensation',
  plural: 'compensations',
  label: { zh: '补偿', en: 'Compensation' },
  plural_label: { zh: '补偿', en: 'Compensations' },
  empty_hint: { zh: '为投诉给客户的退款、礼品、积分或折让。', en: 'Refunds, gifts, points and discounts that make up for complaints.' },
  title: 'name',
  sort: '-created_at',
  in_navigation: false,
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, readonly: true, max_length: 300 }),
    complaint: field.reference({ label: { zh: '投诉', en: 'Complaint' }, target: 'complaint', required: true, readonly: true, lives_with: true }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, lives_with: true }),
    kind: field.choice({ label: { zh: '种类', en: 'Kind' }, required: true, readonly: true, default: 'refund', options: compensationKinds }),
    amount: field.money({ label: { zh: '金额', en: 'Amount' }, hint: { zh: '公司为此承担的金额', en: 'What it costs the company' }, required: true, readonly: true, default: '0', min: 0 }),
    points: field.number({ label: { zh: '积分', en: 'Points' }, readonly: true, min: 1, max: 100_000_000 }),
    gift: field.text({ label: { zh: '礼品', en: 'Gift' }, readonly: true, max_length: 200 }),
    reason: field.text({ label: { zh: '说明', en: 'Why' }, readonly: true, max_length: 1000 }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'draft', options: compensationStates }),
    approved_at: field.datetime({ label: { zh: '同意时间', en: 'Approved at' }, readonly: true }),
    given_at: field.datetime({ label: { zh: '发放时间', en: 'Given at' }, readonly: true }),
    given_by: field.person({ label: { zh: '发放人', en: 'Given by' }, readonly: true }),
    given_how: field.text({ label: { zh: '如何发放', en: 'How it was given' }, readonly: true, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '补偿', en: 'Compensation' }, fields: ['name', 'complaint', 'customer', 'kind', 'amount', 'points', 'gift', 'reason', 'status', 'approved_at', 'given_at', 'given_by', 'given_how'] }],
  views: [
    { key: 'to_give', label: { zh: '待发放', en: 'To be given' }, filter: { status: 'approved' }, sort: '-created_at', columns: ['name', 'complaint', 'customer', 'kind', 'amount', 'approved_at'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['name', 'complaint', 'customer', 'kind', 'amount', 'status', 'given_at'] },
  ],
  check: (record, before) => faultsOfCompensation(record.status, before?.status ?? null),
})
