import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** What one product costs from a day on: in a list, or in general. A day to come is a price change that staff are told of. */
export const price = defineObject({
  name: 'price',
  plural: 'prices',
  label: { zh: '价格', en: 'Price' },
  plural_label: { zh: '价格与调价', en: 'Prices and price changes' },
  empty_hint: { zh: '带生效日的价格；将来的日期即为调价。', en: 'Prices with the day from which they hold; a day to come is a price change.' },
  title: 'reason',
  heading: ['product', 'price_list', 'from_on'],
  sort: '-from_on',
  in_navigation: false,
  fields: {
    product: field.reference({ label: { zh: '产品', en: 'Product' }, target: 'product', required: true, lives_with: true }),
    price_list: field.reference({ label: { zh: '价目表', en: 'Price list' }, hint: { zh: '空：一般价格', en: 'Empty: the general price' }, target: 'price_list', lives_with: true }),
    price: field.money({ label: { zh: '单价', en: 'Price' }, required: true, scale: 4, min: 0, max: 1e12 }),
    from_quantity: field.number({ label: { zh: '起订量', en: 'From quantity' }, required: true, default: 0, scale: 3, min: 0, max: 1e9 }),
    from_on: field.date({ label: { zh: '生效日', en: 'From' }, required: true, default: '@today' }),
    until_on: field.date({ label: { zh: '截止日', en: 'Until' } }),
    reason: field.text({ label: { zh: '说明', en: 'Reason' }, required: true, default: '定价', max_length: 300 }),
    price_before: field.money({ label: { zh: '原价', en: 'Price before' }, hint: { zh: '在它之前的价格', en: 'What was paid until then' }, readonly: true, derived: true, scale: 4 }),
    announced_at: field.datetime({ label: { zh: '通知时间', en: 'Announced at' }, readonly: true, derived: true }),
  },
  panels: [{ key: 'main', label: { zh: '价格', en: 'Price' }, fields: ['product', 'price_list', 'price', 'price_before', 'from_quantity', 'from_on', 'until_on', 'reason', 'announced_at'] }],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-from_on', columns: ['product', 'price_list', 'price', 'from_quantity', 'from_on', 'until_on', 'reason'] },
    { key: 'coming', label: { zh: '即将调价', en: 'Coming changes' }, filter: { from_on: { gt: 'today' } }, sort: 'from_on', columns: ['product', 'price_list', 'price_before', 'price', 'from_on', 'reason', 'announced_at'] },
  ],
  check: ({ from_on: from, until_on: until }) => (from && until && until < from ? [issue('until_on', 'before_start', '截止日早于生效日', 'It ends before it begins')] : []),
})
