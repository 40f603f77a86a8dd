/** What was told of a delay counts as read once the step was taken or the money came, and is open again where that is taken back. */
import { sql } from '../../../platform/db/sql.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import { settleNotices } from '../../notices/index.ts'
import { stepsOf } from '../objects/order.ts'
import { orderStates } from '../objects/order-steps.ts'
import { keyOfInvoice, keyOfOrder } from './keys.ts'

export const settleLateOrders: Listener = {
  name: 'orders.late-settled',
  kinds: [...Object.keys(orderStates), 'taken_back', 'deleted', 'restored'].map((verb) => `orders.order.${verb}`),
  handle: async (ctx, events) => {
    const ids = idsOf(events)
    const rows = await ctx.db.rows<{ id: string; status: string; steps: unknown; due: string | null }>(
      sql`select c.id::text as id, c.status, c.steps, c.due_on::text as due from orders c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.deleted_at is null`,
    )
    const still = rows.flatMap((row) => keyOfOrder({ ...row, steps: stepsOf(row) }) ?? [])
    await settleNotices(ctx, 'order', { done: ids, open: ids, of: { kind: 'order_late', still } })
  },
}

export const settleOverdueInvoices: Listener = {
  name: 'orders.overdue-settled',
  kinds: ['paid', 'voided', 'updated', 'deleted', 'restored'].map((verb) => `orders.invoice.${verb}`),
  handle: async (ctx, events) => {
    const ids = idsOf(events)
    const rows = await ctx.db.rows<{ id: string; due: string }>(
      sql`select c.id::text as id, c.due_on::text as due from invoices c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.status = 'issued' and c.due_on is not null and c.deleted_at is null`,
    )
    await settleNotices(ctx, 'invoice', { done: ids, open: ids, of: { kind: 'invoice_overdue', still: rows.map(keyOfInvoice) } })
  },
}

const idsOf = (events: readonly { record_id: string }[]) => [...new Set(events.map(({ record_id: id }) => id))]
