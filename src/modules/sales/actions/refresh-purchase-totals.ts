import { startOfYearEnding } from '../../../platform/calendar/days.ts'
import { dayOf, startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { writePurchaseTotals, type PurchaseTotals } from '../../customers/index.ts'

/** Computes what these customers have bought, in all and in the last twelve months, and hands it to their files. */
export async function refreshPurchaseTotals(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const { timeZone } = ctx.workspace
  const yearAgo = startOfDay(startOfYearEnding(dayOf(ctx.clock.now(), timeZone)), timeZone)
  const totals = await ctx.db.rows<PurchaseTotals>(sql`
    select i.id, ${fitting(sql`sum(t.amount)`)} as total_amount,
      ${fitting(sql`sum(t.amount) filter (where t.at >= ${yearAgo} and t.at <= ${ctx.clock.now()})`)} as annual_amount,
      count(t.id) filter (where t.kind = 'purchase') as purchase_count, min(t.at) filter (where t.kind = 'purchase') as first_purchase_at, max(t.at) as last_purchase_at
    from unnest(${customerIds}::uuid[]) as i(id)
    left join transactions t on t.workspace_id = ${sql.workspace} and t.customer_id = i.id and t.deleted_at is null
    group by i.id`)
  await writePurchaseTotals(ctx, totals)
}

/** An absurd total is cut to what the column holds: refused, it would hold up every event behind it. */
function fitting(sum: Sql): Sql {
  return sql`least(greatest(coalesce(${sum}, 0), -9999999999999999.99), 9999999999999999.99)::text`
}

const slice = 5000

/** Daily: purchases grow older than a year without anything happening. Customers are walked in slices by id. */
export async function refreshAllPurchaseTotals(ctx: Context): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await ctx.db.rows<{ id: string }>(
      sql`select c.id from customers c where c.workspace_id = ${sql.workspace} and c.id > ${after}::uuid and c.last_purchase_at is not null order by c.id limit ${slice}`,
    )
    const last = rows.at(-1)
    if (!last) return
    await refreshPurchaseTotals(ctx, rows.map((row) => row.id))
    after = last.id
  }
}
