import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

const written = { readonly: true, derived: true } as const

/** Whom the model of purchases was held against, with what it expected and what came; its id is the customer's. Written with the fit alone (engine/hold-out.ts). */
export const heldOutCustomer = defineObject({
  name: 'held_out_customer',
  plural: 'held_out_customers',
  label: { zh: '模型检验客户', en: 'Customer the model was checked on' },
  plural_label: { zh: '模型检验客户', en: 'Customers the model was checked on' },
  empty_hint: { zh: '拟合模型时留出一段时间，逐客户对照预计与实际。', en: 'With each fit some time is held out: what was expected of each customer and what came.' },
  title: 'customer',
  sort: '-expected',
  in_navigation: false,
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, lives_with: true, stays_at_merge: true }),
    repeats: field.number({ label: { zh: '此前重复购买', en: 'Repeats before' }, required: true, ...written }),
    actual: field.number({ label: { zh: '实际购买', en: 'Actual purchases' }, hint: { zh: '检验期内有购买的天数', en: 'Days with a purchase in the time held out' }, required: true, ...written }),
    expected: field.number({ label: { zh: '预计购买', en: 'Expected purchases' }, hint: { zh: '拟合成功时才有', en: 'Where the model could be fitted' }, ...written, scale: 4 }),
    as_of: field.date({ label: { zh: '截至', en: 'As of' }, required: true, ...written }),
  },
  panels: [{ key: 'main', label: { zh: '模型检验', en: 'Check of the model' }, fields: ['customer', 'repeats', 'actual', 'expected', 'as_of'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-expected', columns: ['customer', 'repeats', 'actual', 'expected', 'as_of'] }],
})
