import { addDays } from '../../../platform/calendar/days.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { notifyAll } from '../../notices/index.ts'
import { dueQuery } from './due.ts'
import { today, type Pool } from './pools.ts'

/** Warns owners of each customer that comes back within the days of its rule, once for each day of return. */
export async function warnOwners(ctx: Context, pools: readonly Pool[]): Promise<void> {
  const until = addDays(today(ctx), Math.max(0, ...pools.map((pool) => pool.warn_days)))
  const warnings = pools.map((pool, place) => ({ place, until: addDays(today(ctx), pool.warn_days) }))
  await transaction(ctx, async (ctx) => {
    const owners = await ctx.db.rows<{ owner: string; count: number }>(sql`
      with d as (${dueQuery(ctx, pools, { until })}),
      w as (update ownerships o set warned_for = d.due_on from d
        join json_to_recordset(${JSON.stringify(warnings)}::json) as r(place int, until date) on r.place = d.place
        where o.workspace_id = ${sql.workspace} and o.customer_id = d.id and d.due_on <= r.until and o.warned_for is distinct from d.due_on
        returning o.owner_id)
      select w.owner_id as owner, count(*) as count from w group by w.owner_id order by w.owner_id`)
    await notifyAll(ctx, owners.map(({ owner, count }) => ({ kind: 'returns_soon', to: [owner], object: 'customer', count, key: `returns_soon:${today(ctx)}`, from: null })))
  })
}
