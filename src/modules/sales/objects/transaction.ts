import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { amountOf } from '../rules/amount-of.ts'

/** A trillion: what is beyond is a slip of the keyboard, and a few of those would not fit into the totals of a customer. */
const largestAmount = 1e12

/** A line of consumption (S03). Only ever added: a mistake is set right by a further line with the opposite sign. */
export const transactionLine = defineObject({
  name: 'transaction',
  plural: 'transactions',
  label: { zh: '消费记录', en: 'Transaction' },
  plural_label: { zh: '消费记录', en: 'Transactions' },
  empty_hint: { zh: '客户的每一笔消费，可逐条录入或导入。', en: 'Every line a customer consumed; enter or import them.' },
  title: 'item',
  sort: '-at',
  about: 'customer',
  timeline_at: 'at',
  is_usual_on_timeline: true,
  is_append_only: true,
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true, also_called: ['customer id', 'customerid', 'account'] }),
    at: field.datetime({ label: { zh: '时间', en: 'At' }, required: true, default: '@now', also_called: ['date', '日期', '消费日期', 'invoicedate', 'close_date'] }),
    item: field.text({ label: { zh: '项目', en: 'Item' }, required: true, default: '消费', max_length: 300, also_called: ['description', '商品', 'product'] }),
    product: field.reference({ label: { zh: '产品', en: 'Product' }, target: 'product' }),
    category: field.text({ label: { zh: '类别', en: 'Category' }, hint: { zh: '没有对应产品时写明；有产品时以产品的类别为准', en: 'Where no product says it; a product has its own' }, max_length: 100, also_called: ['消费类别', 'category'] }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, default: 'purchase', options: options({ purchase: ['消费', 'Purchase'], refund: ['退款', 'Refund'], adjustment: ['调整', 'Adjustment'] }) }),
    quantity: field.number({ label: { zh: '数量', en: 'Quantity' }, scale: 3, default: 1 }),
    unit_price: field.money({ label: { zh: '单价', en: 'Unit price' }, scale: 4, also_called: ['unitprice', 'price'] }),
    amount: field.money({ label: { zh: '金额', en: 'Amount' }, hint: { zh: '不填则为数量乘单价', en: 'Left empty: quantity times unit price' }, required: true, follows_from: { fields: ['quantity', 'unit_price'], value: amountOf }, min: -largestAmount, max: largestAmount, also_called: ['total', 'close_value', '消费金额', 'dollars'] }),
    discount: field.money({ label: { zh: '优惠', en: 'Discount' }, min: -largestAmount, max: largestAmount }),
    cost: field.money({ label: { zh: '成本', en: 'Cost' }, min: -largestAmount, max: largestAmount }),
    staff: field.person({ label: { zh: '经办人', en: 'Staff' } }),
    document: field.text({ label: { zh: '单号', en: 'Document' }, max_length: 100, also_called: ['invoice', 'invoiceno', 'opportunity_id'] }),
    order: field.reference({ label: { zh: '订单', en: 'Order' }, target: 'order', readonly: true }),
    channel: field.text({ label: { zh: '渠道', en: 'Channel' }, hint: { zh: '如官网、携程、前台', en: 'Such as web site, agency, front desk' }, max_length: 100, also_called: ['销售渠道', 'channel', 'distribution_channel'] }),
    place: field.text({ label: { zh: '门店/部门', en: 'Shop or department' }, max_length: 100, also_called: ['hotel', 'store', '门店', 'department'] }),
    remark: field.text({ label: { zh: '备注', en: 'Remark' }, personal: true, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '消费', en: 'Transaction' }, fields: ['customer', 'at', 'item', 'product', 'category', 'kind', 'quantity', 'unit_price', 'amount', 'discount', 'cost', 'document', 'order', 'channel', 'place', 'staff', 'remark'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-at', columns: ['at', 'customer', 'item', 'quantity', 'amount', 'kind', 'document', 'place'] }],
  check: (record) => [
    ...(record.at !== null && record.at > '2200' ? [issue('at', 'out_of_range', '时间过于遥远', 'The time lies too far ahead')] : []),
    // What is typed is held to it where it is read; what follows from quantity and price is held to it here.
    ...(Math.abs(Number(record.amount)) > largestAmount ? [issue('amount', 'out_of_range', '数量乘单价太大', 'Quantity times unit price is too large')] : []),
  ],
})
