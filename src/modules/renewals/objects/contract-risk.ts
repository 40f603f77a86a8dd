import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

const written = { readonly: true, derived: true } as const

/** How likely a running contract is to end without another, by what became of those before it. Written by the nightly computation alone. */
export const contractRisk = defineObject({
  name: 'contract_risk',
  plural: 'contract_risks',
  label: { zh: '续约风险', en: 'Renewal risk' },
  plural_label: { zh: '续约风险', en: 'Renewal risks' },
  empty_hint: { zh: '每晚根据公司自己的合同历史估计；数据太少时没有。', en: 'Estimated every night from the contracts of the company; nothing where there are too few.' },
  title: 'customer',
  sort: '-risk',
  in_navigation: false,
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, lives_with: true }),
    contract: field.reference({ label: { zh: '合同', en: 'Contract' }, target: 'contract', required: true, readonly: true, lives_with: true }),
    ends_on: field.date({ label: { zh: '合同到期', en: 'Contract ends' }, ...written }),
    risk: field.percent({ label: { zh: '不续约的可能 %', en: 'Chance not to renew %' }, required: true, ...written }),
    against_usual: field.number({ label: { zh: '是平均的几倍', en: 'Times the usual' }, required: true, ...written, scale: 1 }),
    reasons: field.groups({ label: { zh: '原因', en: 'Reasons' }, ...written, parts: [
      { name: 'feature', label: { zh: '因素', en: 'Feature' }, type: 'text' },
      { name: 'value', label: { zh: '取值', en: 'Value' }, type: 'text' },
      { name: 'factor', label: { zh: '可能性之比变为', en: 'Odds become times' }, type: 'number', scale: 2 },
    ] }),
    as_of: field.date({ label: { zh: '截至', en: 'As of' }, required: true, ...written }),
  },
  panels: [{ key: 'main', label: { zh: '续约风险', en: 'Renewal risk' }, fields: ['customer', 'contract', 'ends_on', 'risk', 'against_usual', 'reasons', 'as_of'] }],
  views: [
    { key: 'likely', label: { zh: '最可能不续', en: 'Most likely to end' }, sort: '-risk', columns: ['customer', 'contract', 'ends_on', 'risk', 'against_usual', 'as_of'] },
    { key: 'soon', label: { zh: '90 天内到期', en: 'Ending within 90 days' }, filter: { ends_on: { in_next: '90d' } }, sort: 'ends_on', columns: ['customer', 'contract', 'ends_on', 'risk', 'against_usual', 'as_of'] },
  ],
})
