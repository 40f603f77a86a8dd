import type { Module } from '../../kernel/definitions/module.ts'
import { showModel } from './actions/show-model.ts'
import { fitRenewals } from './engine/fit-renewals.ts'
import { contractRisk } from './objects/contract-risk.ts'
import { learntContract } from './objects/learnt-contract.ts'
import { policies } from './policies.ts'

export const renewals: Module = {
  name: 'renewals',
  label: { zh: '续约', en: 'Renewals' },
  needs: ['customers', 'interactions', 'sales', 'quotes', 'requests', 'insight'],
  objects: [contractRisk, learntContract],
  policies,
  actions: [showModel],
  daily: [{ name: 'renewals', run: async (ctx) => void (await fitRenewals(ctx)) }],
}
