/** Daily: warns of what comes back soon, then gives back to the pool what is due. */
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { changeOwners } from '../change-owners.ts'
import { refreshClocks, windClocks } from '../clock/refresh-clocks.ts'
import { dueQuery, type Due } from './due.ts'
import { activePools, today, type Pool } from './pools.ts'
import { warnOwners } from './warn-owners.ts'

/** So many in one transaction: a first night may give back a hundred thousand. */
const slice = 1000

/** @returns how many came back */
export async function runPools(ctx: Context): Promise<number> {
  await windClocks(ctx)
  const pools = await usablePools(ctx)
  if (pools.length === 0) return 0
  const returned = await returnDue(ctx, pools)
  await warnOwners(ctx, pools)
  const ids = pools.map(({ id }) => id)
  await ctx.db.rows(sql`update pools p set last_run_at = ${ctx.clock.now()} where p.workspace_id = ${sql.workspace} and p.id = any(${ids}::uuid[])`)
  return returned
}

/** A field of one condition is gone, perhaps: then nothing of the order of pools is certain, and nothing is taken from anybody. */
async function usablePools(ctx: Context): Promise<Pool[]> {
  const pools = await activePools(ctx)
  try {
    dueQuery(ctx, pools, { until: today(ctx) })
    return pools
  } catch (error) {
    ctx.log.error({ err: error }, 'the rules of the pool could not be run')
    return []
  }
}

async function returnDue(ctx: Context, pools: readonly Pool[]): Promise<number> {
  const until = today(ctx)
  const found = await ctx.db.rows<{ id: string }>(sql`select d.id from (${dueQuery(ctx, pools, { until })}) d order by d.id`)
  let returned = 0
  for (let start = 0; start < found.length; start += slice) {
    const ids = found.slice(start, start + slice).map(({ id }) => id)
    returned += await transaction(ctx, async (ctx) => {
      await ctx.db.rows(sql`select 1 from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) order by c.id for no key update of c`)
      // A contact of a moment ago, that no listener has heard of, keeps the customer.
      await refreshClocks(ctx, ids)
      const due = await ctx.db.rows<Due>(dueQuery(ctx, pools, { until, only: ids }))
      const changes = due.map(({ id, place, why }) => ({ customer: id, owner: null, cause: causeOf(pools[place], why) }))
      return (await changeOwners(ctx, changes, { verb: 'returned' })).length
    })
  }
  return returned
}

function causeOf(pool: Pool | undefined, why: Due['why']): Record<string, string> {
  return { pool: String(pool?.id), pool_name: String(pool?.name), reason: why, days: String(why === 'contact' ? pool?.contact_days : pool?.deal_days) }
}

