import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

const written = { required: true, readonly: true, derived: true } as const
const count = (zh: string, en: string) => field.number({ label: { zh, en }, ...written })

/** Who buys one product buys another, too: counted by customer. Written by the nightly computation alone (engine/compute.ts). */
export const productAssociation = defineObject({
  name: 'product_association',
  plural: 'product_associations',
  label: { zh: '产品关联', en: 'Product association' },
  plural_label: { zh: '产品关联', en: 'Product associations' },
  empty_hint: { zh: '每晚根据各客户的购买计算，数据太少时没有。', en: 'Counted every night from what customers buy; nothing where there is too little.' },
  title: 'name',
  sort: '-lift',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '关联', en: 'Association' }, ...written, max_length: 700 }),
    product: field.reference({ label: { zh: '买了', en: 'Bought' }, target: 'product', required: true, readonly: true }),
    also: field.reference({ label: { zh: '也买', en: 'Also bought' }, target: 'product', required: true, readonly: true }),
    confidence: field.percent({ label: { zh: '置信度 %', en: 'Confidence %' }, hint: { zh: '买了前者的客户中也买后者的', en: 'Of those who bought the one, who bought the other, too' }, ...written }),
    lift: field.number({ label: { zh: '提升度', en: 'Lift' }, hint: { zh: '是全部客户购买率的几倍', en: 'How many times as often as all customers' }, ...written, scale: 2 }),
    support: field.percent({ label: { zh: '支持度 %', en: 'Support %' }, hint: { zh: '全部客户中两者都买的', en: 'Of all customers, who bought both' }, ...written }),
    together: count('同买客户', 'Bought both'),
    buyers: count('买了前者', 'Bought the one'),
    also_buyers: count('买了后者', 'Bought the other'),
    customers: count('全部客户', 'Of customers'),
    as_of: field.date({ label: { zh: '截至', en: 'As of' }, ...written }),
  },
  panels: [{ key: 'main', label: { zh: '关联', en: 'Association' }, fields: ['product', 'also', 'confidence', 'lift', 'support', 'together', 'buyers', 'also_buyers', 'customers', 'as_of'] }],
  views: [
    { key: 'strongest', label: { zh: '关联最强', en: 'Strongest' }, sort: '-lift', columns: ['product', 'also', 'confidence', 'lift', 'support', 'together', 'customers', 'as_of'] },
    { key: 'surest', label: { zh: '最有把握', en: 'Surest' }, sort: '-confidence', columns: ['product', 'also', 'confidence', 'lift', 'together', 'buyers', 'customers', 'as_of'] },
  ],
})
