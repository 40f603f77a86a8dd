/** The pools in the order in which a customer belongs to one. */
import { z } from 'zod'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { systemActor } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { compileFilter } from '../../../kernel/query/filter.ts'

export const poolShape = z.object({
  id: z.string().nullable(),
  name: z.string(),
  position: z.number(),
  condition: z.unknown(),
  contact_days: z.number().nullable(),
  deal_days: z.number().nullable(),
  warn_days: z.number(),
  exempt_tiers: z.array(z.string()),
  most_held: z.number().nullable(),
  most_claims: z.number().nullable(),
  cooling_days: z.number(),
  departments: z.array(z.string()),
  active_on: z.string().nullable(),
})

export type Pool = z.infer<typeof poolShape>

/** Those that are switched on. */
export async function activePools(ctx: Context): Promise<Pool[]> {
  const rows = await ctx.db.rows<Pool>(
    sql`select p.id, p.name, p.position, p.condition, p.contact_days, p.deal_days, p.warn_days, p.exempt_tiers, p.most_held, p.most_claims, p.cooling_days,
        p.department_ids as departments, p.active_on from pools p
      where p.workspace_id = ${sql.workspace} and p.is_active and p.deleted_at is null order by p.position, p.created_at, p.id`,
  )
  return rows.map((row) => poolShape.parse(row))
}

/** With this one in its place, instead of what is stored of it. */
export function withPool(pools: readonly Pool[], pool: Pool): Pool[] {
  const others = pools.filter(({ id }) => id === null || id !== pool.id)
  const place = others.findIndex(({ position }) => position > pool.position)
  return place < 0 ? [...others, pool] : [...others.slice(0, place), pool, ...others.slice(place)]
}

/**
 * The place in `pools` of the one that a customer belongs to, as an expression; null for none. The conditions are those of the company,
 * not of whoever asks: they look at fields that this person may not read.
 * @throws Problem 422 for a condition that does not fit.
 */
export function placeOf(ctx: Context, pools: readonly Pool[], row: string): Sql {
  if (pools.length === 0) return sql.raw('null::int')
  const cases = pools.map((pool, place) => sql`when ${conditionOf(ctx, pool.condition, row)} then ${place}::int`)
  return sql`case ${sql.join(cases, ' ')} end`
}

/** A condition of a rule on customers, or on records of another object. */
export function conditionOf(ctx: Context, condition: unknown, row: string, object = 'customer'): Sql {
  const company: Context = { ...ctx, actor: systemActor('ownership') }
  return sql`coalesce(${compileFilter(company, { object: objectOf(ctx, object), row, filter: condition ?? {}, path: 'condition' })}, false)`
}

export function today(ctx: Context): string {
  return dayOf(ctx.clock.now(), ctx.workspace.timeZone)
}
