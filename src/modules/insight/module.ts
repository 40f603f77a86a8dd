import type { Module } from '../../kernel/definitions/module.ts'
import { objectOf } from '../../kernel/context.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { evaluateKind, evaluateNow, performEvaluation, showStanding } from './actions/evaluate-now.ts'
import { showBucket, showCohorts, showModels } from './actions/show-company.ts'
import { calculateValue, showCurve, showGrid } from './actions/show-grid.ts'
import { evaluateNightly } from './engine/evaluate.ts'
import { markChanged } from './engine/marks.ts'
import { customerValue } from './objects/customer-value.ts'
import { heldOutCustomer } from './objects/held-out-customer.ts'
import { switchingCost } from './objects/switching-cost.ts'
import { valueRule } from './objects/value-rule.ts'
import { policies } from './policies.ts'

export const insight: Module = {
  name: 'insight',
  label: { zh: '价值分析', en: 'Insight' },
  needs: ['customers', 'interactions', 'sales'],
  objects: [customerValue, heldOutCustomer, valueRule, switchingCost],
  policies,
  actions: [evaluateNow, showStanding, showBucket, showCohorts, showModels, showGrid, showCurve, calculateValue],
  listeners: [markChanged],
  jobs: [{ kind: evaluateKind, run: performEvaluation }],
  daily: [{ name: 'values', run: async (ctx) => void (await evaluateNightly(ctx)) }],
  ready: [{ name: 'insight.rule', label: { zh: '客户价值规则', en: 'The rule of customer values' }, object: 'value_rule', make: async (ctx) => void (await createRecord(ctx, objectOf(ctx, 'value_rule'), {})) }],
}
