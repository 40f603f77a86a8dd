import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { currencyOptions } from '../rules/currencies.ts'

/** Prices for some of the customers: named ones, those of a territory, those of a tier; for everybody where it names none. */
export const priceList = defineObject({
  name: 'price_list',
  plural: 'price_lists',
  label: { zh: '价目表', en: 'Price list' },
  plural_label: { zh: '价目表', en: 'Price lists' },
  empty_hint: { zh: '按级别、区域、伙伴和日期的价格。', en: 'Prices by tier, territory, partner and date.' },
  title: 'name',
  sort: 'position',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    position: field.number({ label: { zh: '次序', en: 'Position' }, required: true, default: 1, min: 1, max: 10_000 }),
    currency: field.choice({ label: { zh: '币种', en: 'Currency' }, required: true, default: '@currency', options: currencyOptions }),
    customers: field.references({ label: { zh: '适用客户', en: 'Customers' }, target: 'customer', column: 'customer_ids' }),
    territories: field.references({ label: { zh: '适用区域', en: 'Territories' }, target: 'territory', column: 'territory_ids' }),
    tiers: field.choices({ label: { zh: '适用级别', en: 'Tiers' }, options: options({ vip: ['VIP', 'VIP'], a: ['A', 'A'], b: ['B', 'B'], c: ['C', 'C'], potential: ['潜力', 'Potential'] }) }),
    from_on: field.date({ label: { zh: '生效日', en: 'From' } }),
    until_on: field.date({ label: { zh: '截止日', en: 'Until' } }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Active' }, required: true, default: true }),
    remark: field.text({ label: { zh: '备注', en: 'Remark' }, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '价目表', en: 'Price list' }, fields: ['name', 'position', 'currency', 'customers', 'territories', 'tiers', 'from_on', 'until_on', 'is_active', 'remark'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['name', 'currency', 'tiers', 'territories', 'from_on', 'until_on', 'is_active'] }],
  check: ({ from_on: from, until_on: until }) => (from && until && until < from ? [issue('until_on', 'before_start', '截止日早于生效日', 'It ends before it begins')] : []),
})
