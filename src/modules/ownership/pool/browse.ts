import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { visibleField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { readColumns, type Selection } from '../../../kernel/projections/columns.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { holdingsOf, isFor } from './claim.ts'
import { activePools, placeOf, type Pool } from './pools.ts'

/** What one wants to know of a customer before claiming it. */
const fields = ['number', 'name', 'tier', 'status', 'industry', 'city', 'annual_amount', 'last_contact_at']

/** Customers that nobody holds, those that came last first, with the pool of each and how they came there. */
export const browsePools = defineAction({
  name: 'browse',
  object: 'pool',
  on: 'collection',
  label: { zh: '查看公海', en: 'Look into the pool' },
  is_query: true,
  input: z.strictObject({ pool: z.uuid().nullish(), q: z.string().max(200).nullish(), after: z.strictObject({ since: z.iso.datetime(), id: z.uuid() }).nullish(), limit: z.number().int().min(1).max(200).nullish() }),
  guard: (ctx) => verdictOf(ctx, 'customer', 'see') !== false,
  run: async (ctx, { input }) => {
    const pools = await activePools(ctx)
    const rows = await rowsOf(ctx, pools, input)
    const limit = input.limit ?? 50
    return { pools: await Promise.all(pools.map((pool) => standingOf(ctx, pool))), data: rows.slice(0, limit), has_more: rows.length > limit }
  },
})

interface Asked {
  pool?: string | null
  q?: string | null
  after?: { since: string; id: string } | null
  limit?: number | null
}

async function rowsOf(ctx: Context, pools: readonly Pool[], asked: Asked): Promise<unknown[]> {
  const object = objectOf(ctx, 'customer')
  const selection: Selection = new Map(['id', ...fields.filter((name) => visibleField(ctx, object, name))].map((name) => [name, null]))
  const place = asked.pool ? sql`= ${pools.findIndex(({ id }) => id === asked.pool)}::int` : sql.raw('is not null')
  return ctx.db.rows(sql`
    select row_to_json(t) as customer, o.held_since as since, o.how, o.cause ->> 'reason' as reason, o.cause ->> 'days' as days, ${placeOf(ctx, pools, 'c')} as place,
      case when f.id is not null then json_build_object('id', f.id, 'name', f.name) end as former_owner
    from ownerships o join customers c on c.workspace_id = ${sql.workspace} and c.id = o.customer_id
    left join users f on f.workspace_id = ${sql.workspace} and f.id = o.former_owner_id
    cross join lateral (select ${readColumns(ctx, object, 'c', selection)}) t
    where o.workspace_id = ${sql.workspace} and o.owner_id is null and c.owner_id is null and ${placeOf(ctx, pools, 'c')} ${place}
      and ${whereOf(ctx, object, 'c', asked.q ? { q: asked.q } : {})}
      ${asked.after ? sql`and (o.held_since, o.customer_id) < (${asked.after.since}::timestamptz, ${asked.after.id}::uuid)` : sql.empty}
    order by o.held_since desc, o.customer_id desc limit ${(asked.limit ?? 50) + 1}`)
}

/** What the pool leaves the caller to claim. */
async function standingOf(ctx: Context, pool: Pool): Promise<object> {
  const { held, claimed } = await holdingsOf(ctx, pool)
  const { id, name, most_held, most_claims, cooling_days } = pool
  return { id, name, most_held, most_claims, cooling_days, held, claimed, is_for_me: isFor(ctx, pool) }
}
