import { addDays } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { dueQuery } from './due.ts'
import { today, type Pool } from './pools.ts'

/**
 * Marks each customer that comes back within the days of its rule, once for each day of return; who was warned of what is on the owner's
 * page of the pool and on Today.
 * @returns by owner, how many are new
 */
export async function warnOwners(ctx: Context, pools: readonly Pool[]): Promise<{ owner: string; count: number }[]> {
  const until = addDays(today(ctx), Math.max(0, ...pools.map((pool) => pool.warn_days)))
  const warnings = pools.map((pool, place) => ({ place, until: addDays(today(ctx), pool.warn_days) }))
  return ctx.db.rows<{ owner: string; count: number }>(sql`
    with d as (${dueQuery(ctx, pools, { until })}),
    w as (update ownerships o set warned_for = d.due_on from d
      join json_to_recordset(${JSON.stringify(warnings)}::json) as r(place int, until date) on r.place = d.place
      where o.workspace_id = ${sql.workspace} and o.customer_id = d.id and d.due_on <= r.until and o.warned_for is distinct from d.due_on
      returning o.owner_id)
    select w.owner_id as owner, count(*) as count from w group by w.owner_id order by w.owner_id`)
}
