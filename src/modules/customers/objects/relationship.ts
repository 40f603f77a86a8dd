import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** How one customer stands to another, read from the first to the second: A is the parent of B. */
export const relationship = defineObject({
  name: 'relationship',
  plural: 'relationships',
  label: { zh: '客户关系', en: 'Relationship' },
  plural_label: { zh: '客户关系', en: 'Relationships' },
  empty_hint: { zh: '上级、伙伴、供应商、家人、介绍人……', en: 'Parents, partners, suppliers, family, who referred whom.' },
  title: 'kind',
  sort: '-updated_at',
  about: 'customer',
  in_navigation: false,
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    kind: field.choice({ label: { zh: '关系', en: 'Kind' }, required: true, options: options({ parent: ['上级', 'Parent of'], partner: ['伙伴', 'Partner of'], supplier: ['供应商', 'Supplier of'], family: ['家人', 'Family of'], referred_by: ['由其介绍', 'Referred by'], competitor_of: ['竞争对手', 'Competitor of'] }) }),
    other: field.reference({ label: { zh: '对方', en: 'Other customer' }, target: 'customer', required: true, lives_with: true }),
    remark: field.text({ label: { zh: '备注', en: 'Remark' }, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '客户关系', en: 'Relationship' }, fields: ['customer', 'kind', 'other', 'remark'] }],
  check: (record) =>
    record.customer !== null && record.customer === record.other
      ? [issue('other', 'same_customer', '不能与自己建立关系', 'A customer has no relationship with itself')]
      : [],
})
