import { issue, type Issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { staysOnOrder } from '../rules/stays-on-order.ts'

/** What was broken, bad or missing of an order, what is proposed for it and what it was settled with (报损). */
export const claim = defineObject({
  name: 'claim',
  plural: 'claims',
  label: { zh: '报损', en: 'Claim' },
  plural_label: { zh: '报损', en: 'Claims' },
  empty_hint: { zh: '运输损坏或质量问题，附照片和处理结果。', en: 'Damage in transit or quality, with photos and how it was settled.' },
  title: 'number',
  sort: '-reported_on',
  owner: 'owner',
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '报损单号', en: 'Number' }, format: 'BS-{yyyy}-{000000}', required: true, unique: true, max_length: 60 }),
    order: field.reference({ label: { zh: '订单', en: 'Order' }, target: 'order', required: true, lives_with: true }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', readonly: true, lives_with: true }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, readonly: true, required: true, default: 'open', options: options({ open: ['待处理', 'Open', 'gold'], proposed: ['已提方案', 'Proposed', 'blue'], settled: ['已了结', 'Settled', 'green'], rejected: ['不成立', 'Rejected'] }) }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, default: 'transit', options: options({ transit: ['运输损坏', 'Damaged in transit'], quality: ['质量问题', 'Quality'], shortage: ['数量短少', 'Shortage'], wrong: ['发错', 'Wrong goods'], other: ['其他', 'Other'] }) }),
    description: field.richText({ label: { zh: '情况', en: 'What happened' }, required: true }),
    photos: field.files({ label: { zh: '照片', en: 'Photos' } }),
    lines: field.groups({ label: { zh: '涉及明细', en: 'Lines concerned' }, parts: [
      { name: 'name', label: { zh: '名称', en: 'Name' }, type: 'text', required: true },
      { name: 'quantity', label: { zh: '数量', en: 'Quantity' }, type: 'number', scale: 3, min: 0, max: 1e9 },
    ] }),
    claimed_amount: field.money({ label: { zh: '索赔金额', en: 'Claimed' }, min: 0 }),
    reported_on: field.date({ label: { zh: '报损日期', en: 'Reported on' }, required: true, default: '@today' }),
    owner: field.person({ label: { zh: '处理人', en: 'Owner' }, default: '@me' }),
    settlement: field.choice({ label: { zh: '处理方式', en: 'Settlement' }, readonly: true, options: options({ replace: ['补发', 'Replace'], refund: ['退款', 'Refund'], discount: ['折让', 'Discount'], repair: ['维修', 'Repair'], none: ['不予处理', 'Nothing'] }) }),
    proposal: field.text({ label: { zh: '方案', en: 'Proposal' }, readonly: true, max_length: 2000 }),
    settled_amount: field.money({ label: { zh: '赔付金额', en: 'Settled amount' }, readonly: true, min: 0 }),
    settled_at: field.datetime({ label: { zh: '了结时间', en: 'Settled at' }, readonly: true }),
    reason: field.text({ label: { zh: '说明', en: 'Reason' }, readonly: true, max_length: 2000 }),
  },
  panels: [
    { key: 'main', label: { zh: '报损', en: 'Claim' }, fields: ['number', 'order', 'customer', 'status', 'kind', 'description', 'photos', 'lines', 'claimed_amount', 'reported_on', 'owner'] },
    { key: 'settlement', label: { zh: '处理', en: 'Settlement' }, fields: ['settlement', 'proposal', 'settled_amount', 'settled_at', 'reason'] },
  ],
  views: [
    { key: 'open', label: { zh: '待处理', en: 'Open' }, filter: { status: { in: ['open', 'proposed'] } }, sort: 'reported_on', columns: ['number', 'order', 'customer', 'kind', 'status', 'claimed_amount', 'reported_on', 'owner'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-reported_on', columns: ['number', 'order', 'customer', 'kind', 'status', 'claimed_amount', 'settled_amount', 'reported_on'] },
  ],
  check: (record, before) => [...staysOnOrder(record, before), ...faultsOfClaim(record.status, before?.status ?? null)],
})

const moves: Record<string, string[]> = { open: ['proposed', 'rejected'], proposed: ['proposed', 'settled', 'rejected', 'open'], settled: [], rejected: ['open'] }

function faultsOfClaim(status: string | null, before: string | null): Issue[] {
  if (before === null) return status === 'open' ? [] : [issue('status', 'skipped', '新报损从待处理开始', 'A new claim begins open')]
  return status === before || moves[before]?.includes(String(status)) ? [] : [issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped')]
}
