/** Whether to believe the model on the company's own data: fitted on what was bought up to a day, held against what was bought after it. */
import { addDays, dayNumber } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { runInThread } from '../../../platform/threads/run-in-thread.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import type { KeptHoldOut, Unseen } from '../models/judge-unseen.ts'

const mostCustomers = 20_000

/** Null where everything lies within a few weeks. The customers looked at are kept beside it, so that its figures open to them. */
export async function measureHoldOut(ctx: Context, asOf: string): Promise<KeptHoldOut | null> {
  const bought = await purchaseDays(ctx, asOf)
  const judged = await runInThread<{ told: KeptHoldOut; each: Unseen[] } | null>(new URL('../models/judge-unseen.ts', import.meta.url), 'judgeUnseen', { bought, asOf }, { seconds: 600, megabytes: 512 })
  await keepEach(ctx, asOf, judged?.each ?? [])
  return judged?.told ?? null
}

async function keepEach(ctx: Context, asOf: string, each: readonly Unseen[]): Promise<void> {
  const now = ctx.clock.now()
  await transaction(ctx, async (ctx) => {
    await ctx.db.rows(sql`delete from held_out_customers h where h.workspace_id = ${sql.workspace}`)
    await ctx.db.rows(sql`insert into held_out_customers (workspace_id, id, created_at, created_by, updated_at, updated_by, customer_id, repeats, actual, expected, as_of)
      select ${sql.workspace}, g.id, ${now}, ${ctx.actor.id}::uuid, ${now}, ${ctx.actor.id}::uuid, g.id, g.repeats, g.actual, g.expected, ${asOf}::date
      from json_to_recordset(${JSON.stringify(each)}::json) g(id uuid, repeats int, actual int, expected numeric)
        join customers c on c.workspace_id = ${sql.workspace} and c.id = g.id`)
    announceAfterCommit(ctx, objectOf(ctx, 'held_out_customer'))
  })
}

/** Days with a purchase as numbers, rising, of each customer drawn. */
async function purchaseDays(ctx: Context, asOf: string): Promise<{ id: string; days: number[] }[]> {
  const [size] = await ctx.db.rows<{ n: number }>(sql`select count(*) as n from value_inputs i where i.workspace_id = ${sql.workspace} and i.purchase_days > 0`)
  const every = Math.max(1, Math.ceil((size?.n ?? 0) / mostCustomers))
  const rows = await ctx.db.rows<{ id: string; days: string[] }>(sql`select i.customer_id::text as id, array_agg(distinct ((t.at at time zone ${ctx.workspace.timeZone}::text)::date)::text) as days
    from value_inputs i join transactions t on t.workspace_id = ${sql.workspace} and t.customer_id = i.customer_id
    where i.workspace_id = ${sql.workspace} and i.purchase_days > 0 and abs(hashtextextended(i.customer_id::text, 0)) % ${every}::int = 0
      and t.kind = 'purchase' and t.amount > 0 and t.at < ${startOfDay(addDays(asOf, 1), ctx.workspace.timeZone)} and t.deleted_at is null group by i.customer_id`)
  return rows.map(({ id, days }) => ({ id, days: days.map(dayNumber).toSorted((one, other) => one - other) }))
}
