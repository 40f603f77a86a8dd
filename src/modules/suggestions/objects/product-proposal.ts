import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** That something was offered to a customer, why, and what came of it: the hit rate is counted from these alone. */
export const productProposal = defineObject({
  name: 'product_proposal',
  plural: 'product_proposals',
  label: { zh: '推荐记录', en: 'Proposal' },
  plural_label: { zh: '推荐记录', en: 'Proposals' },
  empty_hint: { zh: '向客户推荐过什么、为什么、买了没有。', en: 'What was offered to customers, why, and whether they bought it.' },
  title: 'product',
  sort: '-proposed_at',
  about: 'customer',
  timeline_at: 'proposed_at',
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    product: field.reference({ label: { zh: '产品', en: 'Product' }, target: 'product', required: true }),
    proposed_at: field.datetime({ label: { zh: '推荐时间', en: 'Proposed at' }, required: true, readonly: true, default: '@now' }),
    person: field.person({ label: { zh: '推荐人', en: 'By' }, readonly: true, default: '@me' }),
    source: field.choice({
      label: { zh: '依据', en: 'By reason of' }, required: true, default: 'own', readonly: true,
      options: options({ association: ['常一起购买', 'Bought together', 'blue'], similar: ['同类客户在买', 'Similar customers', 'geekblue'], due: ['又到购买时', 'Due again', 'green'], list: ['建议清单', 'Suggestion list', 'gold'], own: ['自行推荐', 'Own idea'] }),
    }),
    because: field.text({ label: { zh: '推荐理由', en: 'Because' }, readonly: true, max_length: 500 }),
    quote: field.reference({ label: { zh: '报价', en: 'Quote' }, target: 'quote', readonly: true }),
    outcome: field.choice({ label: { zh: '结果', en: 'Outcome' }, required: true, default: 'open', readonly: true, options: options({ open: ['观察中', 'Open', 'blue'], bought: ['已购买', 'Bought', 'green'], not_bought: ['未购买', 'Not bought'] }) }),
    bought_at: field.datetime({ label: { zh: '购买时间', en: 'Bought at' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '推荐', en: 'Proposal' }, fields: ['customer', 'product', 'proposed_at', 'person', 'source', 'because', 'quote', 'outcome', 'bought_at'] }],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-proposed_at', columns: ['proposed_at', 'customer', 'product', 'source', 'person', 'outcome', 'bought_at', 'quote'] },
    { key: 'open', label: { zh: '观察中', en: 'Open' }, filter: { outcome: 'open' }, sort: '-proposed_at', columns: ['proposed_at', 'customer', 'product', 'source', 'because', 'person'] },
    { key: 'hits', label: { zh: '已购买', en: 'Bought' }, filter: { outcome: 'bought' }, sort: '-bought_at', columns: ['bought_at', 'customer', 'product', 'source', 'person', 'proposed_at'] },
  ],
})
