import { sql } from '../../../platform/db/sql.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import { followOrders } from './pay-invoices.ts'

/** A plan made or changed after money came in is filled with what came, however it was written. Twice is once: it compares what is there. */
export const planListener: Listener = {
  name: 'orders.fill-plans',
  kinds: ['created', 'updated', 'deleted', 'restored'].map((verb) => `orders.instalment.${verb}`),
  handle: async (ctx, events) => {
    const orders = await ctx.db.rows<{ id: string }>(
      sql`select distinct p.order_id::text as id from instalments p where p.workspace_id = ${sql.workspace} and p.id = any(${events.map(({ record_id: id }) => id)}::uuid[])`,
    )
    await followOrders(ctx, orders.map(({ id }) => id))
  },
}
