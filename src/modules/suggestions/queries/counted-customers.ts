/** The customers behind what associations count: as lists, so that a count opens to exactly those whom it is of. */
import { addDays } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

type Filter = Record<string, unknown>

export interface CountedCustomers {
  as_of: string
  /** Who bought anything in the days looked at. */
  customers: number
  /** With more products than are looked at, and in no count: no list tells them apart, and so there are no lists where there are any. */
  large_baskets: number
  all: Filter | null
  /** By the id of the association. */
  lists: Record<string, Record<'together' | 'buyers' | 'also_buyers', Filter>>
}

/** Null before the first computation. @param ids of associations */
export async function countedCustomers(ctx: Context, ids: readonly string[]): Promise<CountedCustomers | null> {
  const [standing] = await ctx.db.rows<{ as_of: string; window_days: number; customers: number; large_baskets: number }>(
    sql`select s.as_of::text as as_of, s.window_days, s.customers, s.large_baskets from suggestion_standings s where s.workspace_id = ${sql.workspace}`,
  )
  if (!standing) return null
  const { as_of: asOf, window_days: days, customers, large_baskets: large } = standing
  if (large > 0) return { as_of: asOf, customers, large_baskets: large, all: null, lists: {} }
  const bought = (product: unknown): Filter => ({ transactions: { some: { kind: 'purchase', amount: { gt: 0 }, at: { gte: addDays(asOf, 1 - days), lt: addDays(asOf, 1) }, product } } })
  const pairs = await ctx.db.rows<{ id: string; product: string; also: string }>(sql`select a.id::text as id, a.product_id::text as product, a.also_id::text as also from product_associations a where a.workspace_id = ${sql.workspace} and a.id = any(${ids}::uuid[])`)
  const lists = pairs.map(({ id, product, also }) => [id, { together: { and: [bought(product), bought(also)] }, buyers: bought(product), also_buyers: bought(also) }] as const)
  return { as_of: asOf, customers, large_baskets: large, all: bought({ is_empty: false }), lists: Object.fromEntries(lists) }
}
