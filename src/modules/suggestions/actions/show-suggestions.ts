import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { fittingLists } from '../queries/fitting-lists.ts'
import { hitRate } from '../queries/hit-rate.ts'
import { mineList } from '../queries/mine-list.ts'
import { nextProducts } from '../queries/next-products.ts'

/** What was bought is told in what is offered: only to who may see it. */
const mayRead = (ctx: Context) => verdictOf(ctx, 'product_association', 'see') !== false && verdictOf(ctx, 'customer', 'see') !== false
const mayReadLists = (ctx: Context) => verdictOf(ctx, 'suggestion_list', 'see') !== false && verdictOf(ctx, 'transaction', 'see') !== false && verdictOf(ctx, 'customer', 'see') !== false

export const showSuggestions = defineAction({
  name: 'suggestions',
  object: 'customer',
  on: 'record',
  label: { zh: '下一步推荐', en: 'Next best products' },
  is_query: true,
  input: z.strictObject({}),
  guard: mayRead,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    return { standing: await standingOf(ctx), data: await nextProducts(ctx, id) }
  },
})

export const showFittingLists = defineAction({
  name: 'fitting-lists',
  object: 'customer',
  on: 'record',
  label: { zh: '适用的建议清单', en: 'Suggestion lists that fit' },
  is_query: true,
  input: z.strictObject({}),
  guard: mayReadLists,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    return { data: await fittingLists(ctx, id) }
  },
})

export const showMinedList = defineAction({
  name: 'mine',
  object: 'suggestion_list',
  on: 'collection',
  label: { zh: '从好客户提取清单', en: 'Draw a list from good customers' },
  is_query: true,
  input: z.strictObject({ condition: z.record(z.string(), z.unknown()).default({}) }),
  guard: mayReadLists,
  run: (ctx, { input }) => mineList(ctx, input.condition),
})

export const showHitRate = defineAction({
  name: 'hit-rate',
  object: 'product_proposal',
  on: 'collection',
  label: { zh: '推荐命中率', en: 'Hit rate of proposals' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'product_proposal', 'see') !== false,
  run: (ctx) => hitRate(ctx),
})

/** Null before the first computation. */
async function standingOf(ctx: Context) {
  const [row] = await ctx.db.rows<{ as_of: string; window_days: number; customers: number; products: number; rules: number }>(
    sql`select s.as_of::text as as_of, s.window_days, s.customers, s.products, s.rules from suggestion_standings s where s.workspace_id = ${sql.workspace}`,
  )
  return row ?? null
}
