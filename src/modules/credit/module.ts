import { objectOf } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { creditAnswer } from './actions/credit-answer.ts'
import { simulateRule } from './actions/simulate-rule.ts'
import { creditRule } from './objects/credit-rule.ts'
import { policies } from './policies.ts'

export const credit: Module = {
  name: 'credit',
  label: { zh: '信用', en: 'Credit' },
  needs: ['team', 'customers', 'sales', 'orders'],
  objects: [creditRule],
  policies,
  actions: [creditAnswer, simulateRule],
  furnish: async (ctx) => void (await createRecord(ctx, objectOf(ctx, 'credit_rule'), {})),
}
