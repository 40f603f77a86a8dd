/** Whether to believe the model on the company's own data: fitted on what was bought up to a day, held against what was bought after it. */
import { addDays, dayNumber } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { runInThread } from '../../../platform/threads/run-in-thread.ts'
import type { Context } from '../../../kernel/context.ts'
import type { KeptHoldOut } from '../models/judge-unseen.ts'

const mostCustomers = 20_000

/** Null where everything lies within a few weeks. */
export async function measureHoldOut(ctx: Context, asOf: string): Promise<KeptHoldOut | null> {
  const bought = await purchaseDays(ctx, asOf)
  return runInThread<KeptHoldOut | null>(new URL('../models/judge-unseen.ts', import.meta.url), 'judgeUnseen', { bought, asOf }, { seconds: 600, megabytes: 512 })
}

/** Days with a purchase as numbers, rising, of each customer drawn. */
async function purchaseDays(ctx: Context, asOf: string): Promise<{ days: number[] }[]> {
  const [size] = await ctx.db.rows<{ n: number }>(sql`select count(*) as n from value_inputs i where i.workspace_id = ${sql.workspace} and i.purchase_days > 0`)
  const every = Math.max(1, Math.ceil((size?.n ?? 0) / mostCustomers))
  const rows = await ctx.db.rows<{ days: string[] }>(sql`select array_agg(distinct ((t.at at time zone ${ctx.workspace.timeZone}::text)::date)::text) as days
    from value_inputs i join transactions t on t.workspace_id = ${sql.workspace} and t.customer_id = i.customer_id
    where i.workspace_id = ${sql.workspace} and i.purchase_days > 0 and abs(hashtextextended(i.customer_id::text, 0)) % ${every}::int = 0
      and t.kind = 'purchase' and t.amount > 0 and t.at < ${startOfDay(addDays(asOf, 1), ctx.workspace.timeZone)} and t.deleted_at is null group by i.customer_id`)
  return rows.map(({ days }) => ({ days: days.map(dayNumber).toSorted((one, other) => one - other) }))
}
