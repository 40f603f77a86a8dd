import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** What is not to be offered to a customer: for good, or until a day. */
export const productExclusion = defineObject({
  name: 'product_exclusion',
  plural: 'product_exclusions',
  label: { zh: '不推荐', en: 'Not for the customer' },
  plural_label: { zh: '不推荐的产品', en: 'Products not for customers' },
  empty_hint: { zh: '不向某位客户推荐的产品和原因。', en: 'What is not offered to a customer, and why.' },
  title: 'reason',
  sort: '-created_at',
  about: 'customer',
  timeline_at: 'created_at',
  in_navigation: false,
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    product: field.reference({ label: { zh: '产品', en: 'Product' }, target: 'product', required: true }),
    reason: field.choice({
      label: { zh: '原因', en: 'Reason' }, required: true, default: 'not_interested',
      options: options({ not_interested: ['不感兴趣', 'Not interested'], has_other: ['已有别家', 'Has it from others'], unsuitable: ['不适合', 'Does not suit'], too_dear: ['嫌贵', 'Too dear'], other: ['其他', 'Other'] }),
    }),
    until: field.date({ label: { zh: '至', en: 'Until' }, hint: { zh: '空：一直不推荐', en: 'Empty: for good' } }),
    remark: field.text({ label: { zh: '说明', en: 'Remark' }, personal: true, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '不推荐', en: 'Not for the customer' }, fields: ['customer', 'product', 'reason', 'until', 'remark'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['customer', 'product', 'reason', 'until', 'remark', 'created_by', 'created_at'] }],
})
