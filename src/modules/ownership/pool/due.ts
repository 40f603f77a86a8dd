/** Which customers come back to the pool on which day. The run, the warnings and the simulation read this one statement: they cannot differ. */
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { placeOf, today, type Pool } from './pools.ts'

export interface Due {
  id: string
  owner: string
  /** Place in the list of pools. */
  place: number
  /** Never before the rule was on for the days of its warning: nobody loses a customer without having been warned. */
  due_on: string
  why: 'contact' | 'deal'
}

/**
 * A query with the columns of `Due`, `name` and `warned_for`, for customers due by the day `until`.
 * @param options.only these customers
 */
export function dueQuery(ctx: Context, pools: readonly Pool[], options: { until: string; only?: readonly string[] }): Sql {
  const zone = ctx.workspace.timeZone
  const rules = pools.map((pool, place) => ({
    place,
    contact_days: pool.contact_days,
    deal_days: pool.deal_days,
    earliest: addDays(pool.active_on ?? today(ctx), pool.warn_days),
    exempt: pool.exempt_tiers,
  }))
  return sql`select c.id, c.owner_id as owner, c.name, o.warned_for, r.place, d.due_on, d.why
    from ownerships o
    join customers c on c.workspace_id = ${sql.workspace} and c.id = o.customer_id and c.owner_id = o.owner_id and c.deleted_at is null
    cross join lateral (select ${placeOf(ctx, pools, 'c')} as place) p
    join json_to_recordset(${JSON.stringify(rules)}::json) as r(place int, contact_days int, deal_days int, earliest date, exempt text[]) on r.place = p.place
    cross join lateral (select (o.contact_from at time zone ${zone})::date + r.contact_days as contact_on, (o.deal_from at time zone ${zone})::date + r.deal_days as deal_on) n
    cross join lateral (select greatest(least(n.contact_on, n.deal_on), r.earliest) as due_on,
      case when n.deal_on is null or n.contact_on <= n.deal_on then 'contact' else 'deal' end as why) d
    where o.workspace_id = ${sql.workspace} and o.owner_id is not null and ${mayBeDue(ctx, pools, options.until)}
      and coalesce(n.contact_on, n.deal_on) is not null and not (c.tier = any(coalesce(r.exempt, '{}'))) and d.due_on <= ${options.until}::date
      ${options.only ? sql`and o.customer_id = any(${options.only}::uuid[])` : sql.empty}`
}

/** Roughly, and by an index: no clock is due that began later than the shortest rule allows. */
function mayBeDue(ctx: Context, pools: readonly Pool[], until: string): Sql {
  const before = (column: Sql, days: (number | null)[]) => {
    const known = days.filter((one) => one !== null)
    return known.length === 0 ? [] : [sql`${column} < ${startOfDay(addDays(until, 1 - Math.min(...known)), ctx.workspace.timeZone)}`]
  }
  return sql.or([...before(sql.raw('o.contact_from'), pools.map((pool) => pool.contact_days)), ...before(sql.raw('o.deal_from'), pools.map((pool) => pool.deal_days))])
}
