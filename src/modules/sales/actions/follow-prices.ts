import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import { refreshPricesBefore } from '../queries/prices-before.ts'

/** What a price replaces is known as soon as it was entered, and when another one of its product changes. */
export const followPrices: Listener = {
  name: 'sales.prices-before',
  kinds: [...['created', 'updated', 'deleted', 'restored'].map((verb) => `sales.price.${verb}`), 'sales.product.updated'],
  handle: async (ctx, events) => {
    const [ofProducts, ofPrices] = [events.filter(({ object }) => object === 'product'), events.filter(({ object }) => object !== 'product')]
    const rows = await ctx.db.rows<{ id: string }>(sql`select distinct e.product_id::text as id from prices e where e.workspace_id = ${sql.workspace} and e.id = any(${ofPrices.map(({ record_id: id }) => id)}::uuid[])`)
    // One that moved to another product is missed by the one it left.
    const left = ofPrices.flatMap(({ before }) => (typeof before?.product === 'string' ? [before.product] : []))
    const products = new Set([...ofProducts.map(({ record_id: id }) => id), ...rows.map(({ id }) => id), ...left])
    await refreshPricesBefore(ctx, [...products], dayOf(ctx.clock.now(), ctx.workspace.timeZone))
  },
}
