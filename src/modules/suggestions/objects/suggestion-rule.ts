import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

const count = (zh: string, en: string, preset: number, [min, max]: [number, number]) => field.number({ label: { zh, en }, required: true, default: preset, min, max })
const share = (zh: string, en: string, preset: number) => field.percent({ label: { zh, en }, required: true, default: preset })

/** From when on something is said to go together, and what is worth offering: one a company. */
export const suggestionRule = defineObject({
  name: 'suggestion_rule',
  plural: 'suggestion_rules',
  label: { zh: '推荐规则', en: 'Suggestion rule' },
  plural_label: { zh: '推荐规则', en: 'Suggestion rules' },
  empty_hint: { zh: '产品推荐的阈值。', en: 'Thresholds of what is offered next.' },
  title: 'name',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, default: '推荐规则', max_length: 100 }),
    window_days: count('看最近几天的购买', 'Days of purchases looked at', 730, [30, 3650]),
    fewest_customers: count('至少有几位购买客户才计算', 'Fewest customers that bought, to say anything', 50, [2, 1_000_000]),
    fewest_together: count('至少几位客户同买', 'Fewest customers that bought both', 10, [2, 1_000_000]),
    least_lift: field.number({ label: { zh: '提升度至少', en: 'Least lift' }, required: true, default: 1.2, scale: 2, min: 0, max: 1000 }),
    least_share: share('把握至少 %', 'Least share %', 10),
    most_products: count('最多看几个畅销产品', 'Most products, the best sellers', 500, [2, 2000]),
    most_rules: count('每个产品最多几条关联', 'Most associations of a product', 10, [1, 100]),
    large_basket: count('买过更多种产品的客户不计', 'Customers with more products are left out', 200, [2, 2000]),
    recent_days: count('几天内买过的不推荐', 'Not offered within days of buying', 30, [0, 3650]),
    hit_days: count('推荐后几天内购买算命中', 'A hit when bought within days', 90, [1, 1000]),
    good_share: share('清单取金额最高的客户 %', 'Lists look at the best customers %', 25),
    list_share: share('清单取多少好客户在买 %', 'On a list from a share of those of %', 20),
  },
  panels: [
    { key: 'data', label: { zh: '数据', en: 'Data' }, fields: ['name', 'window_days', 'fewest_customers', 'most_products', 'large_basket'] },
    { key: 'together', label: { zh: '关联', en: 'What goes together' }, fields: ['fewest_together', 'least_lift', 'most_rules'] },
    { key: 'offer', label: { zh: '推荐', en: 'What is offered' }, fields: ['least_share', 'recent_days', 'hit_days'] },
    { key: 'lists', label: { zh: '建议清单', en: 'Suggestion lists' }, fields: ['good_share', 'list_share'] },
  ],
})

export const ruleNames = ['window_days', 'fewest_customers', 'fewest_together', 'least_lift', 'least_share', 'most_products', 'most_rules', 'large_basket', 'recent_days', 'hit_days', 'good_share', 'list_share'] as const

export type SuggestionRule = Record<(typeof ruleNames)[number], number>
