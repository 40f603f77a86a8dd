import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { reportProgress, startJob } from '../../../kernel/jobs.ts'
import { evaluate } from '../engine/evaluate.ts'
import { lastRun } from '../engine/runs.ts'
import { rowsBehind } from '../queries/rows-behind.ts'
import { maySeeCompany } from './may-see-company.ts'

export const evaluateKind = 'insight.evaluate'
const input = z.strictObject({ kind: z.enum(['full', 'changed']).default('changed'), fit: z.boolean().default(false) })

/** Begins a run at once. For whoever may change the rule that values go by. */
export const evaluateNow = defineAction({
  name: 'evaluate',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '立即计算', en: 'Compute now' },
  input,
  guard: (ctx) => mayAll(ctx.actor, 'value_rule', 'change'),
  run: (ctx, { input }) => transaction(ctx, async (ctx) => ({ job: await startJob(ctx, { kind: evaluateKind, payload: input, total: 100 }) })),
})

/** @param job its payload was checked when it was begun */
export function performEvaluation(ctx: Context, job: { id: string; payload: unknown }): Promise<unknown> {
  const { kind, fit } = input.parse(job.payload)
  return evaluate(ctx, { kind, fit, report: (share) => reportProgress(ctx, job.id, { done: Math.round(share * 100) }) })
}

/** As of when values are told and which rows are behind them, for whoever reads some; what the company as a whole stands at for those who may see all that it is made of. */
export const showStanding = defineAction({
  name: 'standing',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '计算情况', en: 'How values stand' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'customer_value', 'see') !== false,
  run: async (ctx) => {
    const [last, full] = [await lastRun(ctx), await lastRun(ctx, 'full')]
    const isWhole = maySeeCompany(ctx)
    return {
      as_of: last?.as_of ?? null, computed_at: last?.ended_at ?? null, full_at: full?.ended_at ?? null,
      rows: last ? rowsBehind(ctx, last) : {},
      customers: isWhole ? (last?.customers ?? null) : null, changed: isWhole ? (last?.changed ?? null) : null, curves: isWhole ? (full?.standing?.curves ?? null) : null,
    }
  },
})
