import { objectOf } from '../../kernel/context.ts'
import { createRecord } from '../../kernel/records/create.ts'
import type { DeclaresOccasions } from '../approvals/index.ts'
import { creditAnswer } from './actions/credit-answer.ts'
import { creditLimit, requestCreditLimit } from './actions/request-credit-limit.ts'
import { simulateRule } from './actions/simulate-rule.ts'
import { creditRule } from './objects/credit-rule.ts'
import { policies } from './policies.ts'
import { makeReadyLines } from './ready-lines.ts'

export const credit: DeclaresOccasions = {
  name: 'credit',
  label: { zh: '信用', en: 'Credit' },
  needs: ['team', 'customers', 'sales', 'orders', 'approvals'],
  objects: [creditRule],
  policies,
  actions: [creditAnswer, simulateRule, requestCreditLimit],
  occasions: [creditLimit],
  furnish: async (ctx) => {
    await createRecord(ctx, objectOf(ctx, 'credit_rule'), {})
    await makeReadyLines(ctx)
  },
}
