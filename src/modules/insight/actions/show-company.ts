import { z } from 'zod'
import { addDays, addMonths, startOfMonth } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { KeptHoldOut } from '../models/judge-unseen.ts'
import { lastRun } from '../engine/runs.ts'
import { bucketMonths } from '../queries/bucket.ts'
import { cohortCells } from '../queries/cohorts.ts'
import { bucketLists, cohortLists } from '../rules/month-lists.ts'
import { verdictOn } from '../rules/verdict.ts'
import { maySeeCompany } from './may-see-company.ts'

/** With the lists of customers behind the figures of each month. */
export const showBucket = defineAction({
  name: 'bucket',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '漏桶', en: 'Leaky bucket' },
  is_query: true,
  input: z.strictObject({ dimension: z.enum(['all', 'tier', 'category']).default('all') }),
  guard: maySeeCompany,
  run: async (ctx, { input }) => {
    const run = await lastRun(ctx, 'full')
    const months = await bucketMonths(ctx, input.dimension)
    const given = run && { active: run.rule.active_months, until: addDays(run.as_of, 1) }
    return { as_of: run?.as_of ?? null, months, lists: given ? Object.fromEntries(newest(months).map((month) => [month, bucketLists(month, given)])) : {} }
  },
})

export const showCohorts = defineAction({
  name: 'cohorts',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '同期群', en: 'Cohorts' },
  is_query: true,
  input: z.strictObject({ months: z.int().min(1).max(120).default(24) }),
  guard: maySeeCompany,
  run: async (ctx, { input }) => {
    const run = await lastRun(ctx, 'full')
    const cells = await cohortCells(ctx, input.months)
    const [first] = cells
    return { as_of: run?.as_of ?? null, cells, lists: run && first ? cohortLists(monthsBetween(first.cohort, run.as_of), addDays(run.as_of, 1)) : { first: {}, bought: {} } }
  },
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

/** Lists of older months are opened by nobody. */
const mostLists = 120

function newest(months: readonly { month: string }[]): string[] {
  return [...new Set(months.map(({ month }) => month))].toSorted().slice(-mostLists)
}

/** First days, of the newest where there are too many. */
function monthsBetween(first: string, until: string): string[] {
  const months: string[] = []
  for (let month = startOfMonth(until); month >= first && months.length < mostLists; month = addMonths(month, -1)) months.push(month)
  return months
}
