import { sql } from '../../platform/db/sql.ts'
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
  ready: [
    { name: 'credit.rule', label: { zh: '信用规则', en: 'The rule of credit' }, object: 'credit_rule', make: async (ctx) => void (await createRecord(ctx, objectOf(ctx, 'credit_rule'), {})) },
    { name: 'credit.lines', label: { zh: '信用额度审批线', en: 'Approval lines of credit limits' }, object: 'approval_line', where: sql`x.object = 'customer'`, upon: 'credit_rule', make: makeReadyLines },
  ],
}
