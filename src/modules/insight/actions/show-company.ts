import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { KeptHoldOut } from '../models/judge-unseen.ts'
import { lastRun } from '../engine/runs.ts'
import { bucketMonths } from '../queries/bucket.ts'
import { cohortCells } from '../queries/cohorts.ts'
import { verdictOn } from '../rules/verdict.ts'
import { maySeeCompany } from './may-see-company.ts'

export const showBucket = defineAction({
  name: 'bucket',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '漏桶', en: 'Leaky bucket' },
  is_query: true,
  input: z.strictObject({ dimension: z.enum(['all', 'tier', 'category']).default('all') }),
  guard: maySeeCompany,
  run: async (ctx, { input }) => ({ as_of: await asOf(ctx), months: await bucketMonths(ctx, input.dimension) }),
})

export const showCohorts = defineAction({
  name: 'cohorts',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '同期群', en: 'Cohorts' },
  is_query: true,
  input: z.strictObject({ months: z.int().min(1).max(120).default(24) }),
  guard: maySeeCompany,
  run: async (ctx, { input }) => ({ as_of: await asOf(ctx), cells: await cohortCells(ctx, input.months) }),
})

/** The fitted models as they are, and how the one of purchases did on what it had not seen. */
export const showModels = defineAction({
  name: 'models',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '模型', en: 'Models' },
  is_query: true,
  input: z.strictObject({}),
  guard: maySeeCompany,
  run: async (ctx) => {
    const models = await ctx.db.rows<{ kind: string; model: unknown }>(sql`select m.kind, m.fitted_at, m.as_of::text as as_of, m.model from value_models m where m.workspace_id = ${sql.workspace} order by m.kind`)
    // Kept by engine/models.ts alone.
    return { models, verdict: verdictOn((models.find(({ kind }) => kind === 'hold_out')?.model ?? null) as KeptHoldOut | null) }
  },
})

async function asOf(ctx: Context): Promise<string | null> {
  return (await lastRun(ctx, 'full'))?.as_of ?? null
}
