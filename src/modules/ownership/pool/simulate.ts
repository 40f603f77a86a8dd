import { z } from 'zod'
import { addDays, isDay } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { visibleField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { dueQuery } from './due.ts'
import { activePools, today, withPool, type Pool } from './pools.ts'

const horizon = 90
const shown = 200

const days = z.number().int().min(1).max(3650).nullish()

/** What a rule, also one that is not stored yet, would give back in the next ninety days if nothing happens; nothing is written. */
export const simulatePool = defineAction({
  name: 'simulate',
  object: 'pool',
  on: 'collection',
  label: { zh: '模拟', en: 'Simulate' },
  is_query: true,
  input: z.object({
    id: z.uuid().nullish(),
    name: z.string().max(200).nullish(),
    position: z.number().int().min(1).max(10_000).nullish(),
    condition: z.record(z.string(), z.unknown()).nullish(),
    contact_days: days,
    deal_days: days,
    warn_days: z.number().int().min(0).max(90).nullish(),
    exempt_tiers: z.array(z.string().max(60)).max(50).nullish(),
    active_on: z.string().refine(isDay).nullish(),
  }),
  guard: (ctx) => verdictOf(ctx, 'pool', 'change') !== false && verdictOf(ctx, 'customer', 'see') !== false,
  run: async (ctx, { input }) =>
    simulate(ctx, {
      id: input.id ?? null, name: input.name ?? '', position: input.position ?? 1, condition: input.condition ?? null, contact_days: input.contact_days ?? null, deal_days: input.deal_days ?? null,
      warn_days: input.warn_days ?? 0, exempt_tiers: input.exempt_tiers ?? [], active_on: input.active_on ?? null, most_held: null, most_claims: null, cooling_days: 0, departments: [],
    }),
})

export interface Simulation {
  total: number
  today: number
  /** Only days on which something comes back. */
  by_day: { day: string; count: number }[]
  by_person: { person: { id: string; name: string }; count: number; held: number }[]
  customers: { id: string; name: string | null; owner: { id: string; name: string }; day: string; why: 'contact' | 'deal' }[]
}

/** As it would be with this rule among those that are on, for the customers that the caller sees. @throws Problem 422 for a condition that does not fit. */
export async function simulate(ctx: Context, pool: Pool): Promise<Simulation> {
  const pools = withPool(await activePools(ctx), pool)
  const now = today(ctx)
  const isNamed = visibleField(ctx, objectOf(ctx, 'customer'), 'name') !== null
  const [row] = await ctx.db.rows<{ answer: Simulation }>(sql`
    with d as materialized (select q.id, q.owner, q.name, greatest(q.due_on, ${now}::date) as day, q.why from (${dueQuery(ctx, pools, { until: addDays(now, horizon) })}) q
      join customers c on c.workspace_id = ${sql.workspace} and c.id = q.id and ${allowed(ctx, 'customer', 'see', 'c')}
      where q.place = ${pools.indexOf(pool)}::int)
    select json_build_object(
      'total', (select count(*) from d),
      'today', (select count(*) from d where d.day = ${now}::date),
      'by_day', (select coalesce(json_agg(x order by x.day), '[]') from (select d.day, count(*) as count from d group by d.day) x),
      'by_person', (select coalesce(json_agg(json_build_object('person', json_build_object('id', u.id, 'name', u.name), 'count', x.count,
          'held', (select count(*) from customers h where h.workspace_id = ${sql.workspace} and h.owner_id = u.id and h.deleted_at is null)) order by x.count desc, u.name), '[]')
        from (select d.owner, count(*) as count from d group by d.owner) x join users u on u.workspace_id = ${sql.workspace} and u.id = x.owner),
      'customers', (select coalesce(json_agg(json_build_object('id', x.id, 'name', ${isNamed ? sql.raw('x.name') : sql.raw('null')}, 'owner', json_build_object('id', u.id, 'name', u.name), 'day', x.day, 'why', x.why) order by x.day, x.id), '[]')
        from (select d.id, d.name, d.owner, d.day, d.why from d order by d.day, d.id limit ${shown}) x join users u on u.workspace_id = ${sql.workspace} and u.id = x.owner)
    ) as answer`)
  if (!row) throw new Error('The simulation answered nothing')
  return row.answer
}
