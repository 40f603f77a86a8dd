import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** What left the house for an order: carrier and number, and when it arrived. */
export const shipment = defineObject({
  name: 'shipment',
  plural: 'shipments',
  label: { zh: '发货', en: 'Shipment' },
  plural_label: { zh: '发货', en: 'Shipments' },
  empty_hint: { zh: '订单发货时记在这里。', en: 'Kept here when an order is shipped.' },
  title: 'number',
  sort: '-shipped_at',
  in_navigation: false,
  about: 'customer',
  timeline_at: 'shipped_at',
  fields: {
    number: field.sequence({ label: { zh: '发货单号', en: 'Number' }, format: 'FH-{yyyy}-{000000}', required: true, unique: true, readonly: true, max_length: 60 }),
    order: field.reference({ label: { zh: '订单', en: 'Order' }, target: 'order', required: true, readonly: true, lives_with: true }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, lives_with: true }),
    carrier: field.text({ label: { zh: '承运商', en: 'Carrier' }, max_length: 100 }),
    tracking_number: field.text({ label: { zh: '运单号', en: 'Tracking number' }, max_length: 100 }),
    shipped_at: field.datetime({ label: { zh: '发货时间', en: 'Shipped at' }, required: true, default: '@now' }),
    expected_on: field.date({ label: { zh: '预计到货', en: 'Expected on' } }),
    arrived_at: field.datetime({ label: { zh: '到货时间', en: 'Arrived at' }, readonly: true }),
    confirmed_by: field.text({ label: { zh: '客户确认人', en: 'Confirmed by' }, personal: true, readonly: true, max_length: 100 }),
    notified_at: field.datetime({ label: { zh: '通知客户时间', en: 'Customer told at' }, readonly: true }),
    notified_to: field.mails({ label: { zh: '通知至', en: 'Told at' }, personal: true, readonly: true }),
    remark: field.text({ label: { zh: '备注', en: 'Remark' }, max_length: 500 }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
  },
  panels: [{ key: 'main', label: { zh: '发货', en: 'Shipment' }, fields: ['number', 'order', 'customer', 'carrier', 'tracking_number', 'shipped_at', 'expected_on', 'arrived_at', 'confirmed_by', 'notified_at', 'notified_to', 'remark', 'files'] }],
  views: [
    { key: 'on_way', label: { zh: '在途', en: 'On the way' }, filter: { arrived_at: { is_empty: true } }, sort: 'expected_on', columns: ['number', 'order', 'customer', 'carrier', 'tracking_number', 'shipped_at', 'expected_on', 'notified_at'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-shipped_at', columns: ['number', 'order', 'customer', 'carrier', 'tracking_number', 'shipped_at', 'arrived_at'] },
  ],
  check: ({ shipped_at: from, arrived_at: to }) => (from && to && to < from ? [issue('arrived_at', 'before_start', '到货早于发货', 'It arrived before it was shipped')] : []),
})
