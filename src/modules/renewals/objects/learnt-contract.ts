import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

const written = { readonly: true, derived: true } as const

/** A contract that ended and was learnt from: what became of it, and what a model that had not seen it said. Its id is the contract's; written by the nightly computation alone. */
export const learntContract = defineObject({
  name: 'learnt_contract',
  plural: 'learnt_contracts',
  label: { zh: '学习用合同', en: 'Contract learnt from' },
  plural_label: { zh: '学习用合同', en: 'Contracts learnt from' },
  empty_hint: { zh: '每晚从到期的合同学习：结果如何，模型在没见过它时怎么说。', en: 'Learnt from every night: what became of contracts that ended, and what was said of each by a model that had not seen it.' },
  title: 'customer',
  sort: '-ended_on',
  in_navigation: false,
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, lives_with: true }),
    contract: field.reference({ label: { zh: '合同', en: 'Contract' }, target: 'contract', required: true, readonly: true, lives_with: true }),
    ended_on: field.date({ label: { zh: '合同到期', en: 'Ended on' }, required: true, ...written }),
    is_lost: field.boolean({ label: { zh: '未续约', en: 'Not renewed' }, required: true, ...written }),
    said: field.percent({ label: { zh: '留出时预计未续 %', en: 'Said not to renew, held out %' }, hint: { zh: '由没见过这份合同的模型判断', en: 'By a model that had not seen this contract' }, ...written }),
    as_of: field.date({ label: { zh: '截至', en: 'As of' }, required: true, ...written }),
  },
  panels: [{ key: 'main', label: { zh: '学习用合同', en: 'Contract learnt from' }, fields: ['customer', 'contract', 'ended_on', 'is_lost', 'said', 'as_of'] }],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-ended_on', columns: ['customer', 'contract', 'ended_on', 'is_lost', 'said', 'as_of'] },
    { key: 'lost', label: { zh: '未续约', en: 'Not renewed' }, filter: { is_lost: true }, sort: '-ended_on', columns: ['customer', 'contract', 'ended_on', 'said', 'as_of'] },
  ],
})
