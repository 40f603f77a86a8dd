import { z } from 'zod'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { isDay } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf } from '../../../kernel/context.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { pricesFor } from '../queries/prices-for.ts'

/** What products cost a customer on a day: `{ prices: { [product id]: "880.00" } }`. Those without a price are left out. */
export const showPrices = defineAction({
  name: 'prices',
  object: 'product',
  on: 'collection',
  label: { zh: '查询价格', en: 'Prices' },
  is_query: true,
  input: z.strictObject({
    products: z.array(z.uuid()).min(1).max(500),
    customer: z.uuid().nullish(),
    currency: z.string().length(3).optional(),
    on: z.string().refine(isDay, { message: 'A day such as 2026-05-01' }).optional(),
    quantity: z.number().positive().max(1e9).optional(),
  }),
  guard: (ctx) => verdictOf(ctx, 'product', 'see') !== false,
  run: async (ctx, { input }) => {
    if (!readableField(ctx, objectOf(ctx, 'product'), 'price')) return { prices: {} }
    const seen = await ctx.db.rows<{ id: string }>(
      sql`select p.id::text as id from products p where p.workspace_id = ${sql.workspace} and p.id = any(${input.products}::uuid[]) and p.deleted_at is null and ${allowed(ctx, 'product', 'see', 'p')}`,
    )
    // Whose customer it is does not show in a price: who may not see the customer gets the general one.
    const [customer] = input.customer
      ? await ctx.db.rows<{ id: string }>(sql`select c.id::text as id from customers c where c.workspace_id = ${sql.workspace} and c.id = ${input.customer}::uuid and c.deleted_at is null and ${allowed(ctx, 'customer', 'see', 'c', 'one')}`)
      : []
    const prices = await pricesFor(ctx, {
      products: seen.map(({ id }) => id),
      customer: customer?.id ?? null,
      day: input.on ?? dayOf(ctx.clock.now(), ctx.workspace.timeZone),
      currency: input.currency ?? ctx.workspace.currency,
      quantity: input.quantity,
    })
    return { prices: Object.fromEntries(prices) }
  },
})
