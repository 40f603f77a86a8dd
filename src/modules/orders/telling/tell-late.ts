/** Each morning: steps of orders that are late are told to the owner of the order, invoices that became overdue to those who look after the customer and the invoice. */
import { addDays } from '../../../platform/calendar/days.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { notifyAll } from '../../notices/index.ts'
import { stepsOf } from '../objects/order.ts'
import { orderStates, type OrderState } from '../objects/order-steps.ts'
import { keyOfInvoice, keyOfOrder, waitsFor } from './keys.ts'
import { makersWhoSee } from './makers.ts'

/** What has been late for longer, and was not touched since, stands in red on its page: nobody is told of years at once on the first morning. */
const tellsOfDays = 7
const most = 20_000

/** Once for each step and day it was due: a step that is late after another was late is another delay. */
export async function tellLateOrders(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const late = await ctx.db.rows<{ id: string; owner: string; status: string; steps: unknown; due: string }>(
      sql`select c.id::text as id, c.owner_id::text as owner, c.status, c.steps, c.due_on::text as due from orders c
        where c.workspace_id = ${sql.workspace} and c.owner_id is not null and ${isLately(ctx)} and ${isLiving(ctx, objectOf(ctx, 'order'), 'c')} order by c.due_on, c.id limit ${most}`,
    )
    await notifyAll(ctx, late.flatMap((row) => {
      const steps = stepsOf(row)
      const [step, key] = [waitsFor(steps, row.status), keyOfOrder({ ...row, steps })]
      return step && key ? [{ kind: 'order_late', to: [row.owner], object: 'order', record_id: row.id, values: { day: row.due, step: wordOf(step) }, key, from: null }] : []
    }))
  })
}

/** Once for each day by which it was to be paid. Whoever made it without owning it is told as long as they see it. */
export async function tellOverdueInvoices(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const overdue = await ctx.db.rows<{ id: string; due: string; owners: string[]; maker: string | null }>(
      sql`select c.id::text as id, c.due_on::text as due, array_remove(array[c.owner_id::text, k.owner_id::text], null) as owners, c.created_by::text as maker
        from invoices c join customers k on k.workspace_id = ${sql.workspace} and k.id = c.customer_id
        where c.workspace_id = ${sql.workspace} and c.status = 'issued' and ${isLately(ctx)} and ${isLiving(ctx, objectOf(ctx, 'invoice'), 'c')} order by c.due_on, c.id limit ${most}`,
    )
    const others = overdue.flatMap(({ id, owners, maker }) => (maker && !owners.includes(maker) ? [{ id, maker }] : []))
    const makers = await makersWhoSee(ctx, 'invoice', others)
    await notifyAll(ctx, overdue.map(({ id, due, owners }) => ({
      kind: 'invoice_overdue', to: [...owners, ...(makers.get(id) ?? [])], object: 'invoice', record_id: id, values: { day: due }, key: keyOfInvoice({ id, due }), from: null,
    })))
  })
}

/** Of the row `c`: late since few days, or touched since: one that comes late to its next step may find that one late already. */
function isLately(ctx: Context): Sql {
  const day = today(ctx.clock, ctx.workspace.timeZone)
  const since = new Date(ctx.clock.now().getTime() - tellsOfDays * 86_400_000)
  return sql`c.due_on < ${day}::date and (c.due_on >= ${addDays(day, -tellsOfDays)}::date or c.updated_at >= ${since})`
}

function wordOf(step: OrderState): { zh: string; en: string } {
  const [zh, en] = orderStates[step]
  return { zh, en }
}
