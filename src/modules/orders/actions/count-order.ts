import { Decimal } from 'decimal.js'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { linesOf, sharesOf } from '../../sales/index.ts'
import { costsOf, unitCost } from '../queries/costs.ts'

interface OrderToCount {
  id: string
  record: Stored
  /** RFC 3339. */
  at: string
}

/** The lines of orders as consumption (S03), in the currency of the company: they come to the total of each order to the cent. */
export async function countOrders(ctx: Context, orders: readonly OrderToCount[]): Promise<void> {
  const transactions = objectOf(ctx, 'transaction')
  const costs = await costsOf(ctx, orders.map(({ record }) => record))
  const rows = orders.flatMap(({ id, record, at }) => {
    const lines = linesOfOrder(record)
    const shares = sharesOf(String(record.base_total), lines.map(({ total }) => String(total)))
    return lines.map((line, index) => {
      const amount = shares[index] ?? '0.00'
      const cost = unitCost(record, line, costs)
      const full = new Decimal(line.quantity).times(line.price).times(String(record.exchange_rate ?? 1))
      return {
        customer: record.customer ?? null, at, item: line.name ?? '', product: line.product ?? null, kind: line.quantity < 0 ? 'refund' : 'purchase', quantity: line.quantity,
        unit_price: line.price, amount, discount: record.prices_include_tax ? full.minus(amount).toFixed(2) : null,
        cost: cost === null ? null : new Decimal(cost).times(line.quantity).toFixed(2),
        staff: record.owner ?? null, document: record.number ?? null, order: id, category: null, channel: null, place: null, remark: null,
      } satisfies Stored
    })
  })
  await addMany(ctx, transactions, rows.map((record) => ({ id: newId(), version: 1, record })))
}

/**
 * What was counted of orders is taken back by lines of the opposite sign: together they come to nothing. Of what is taken back already nothing is.
 * @param withClaims what was paid back for claims as well: of an order that is cancelled nothing is left, one that is taken back keeps its claims. Their lines have no quantity, those of orders always
 */
export async function discountOrders(ctx: Context, ids: readonly string[], { withClaims = false } = {}): Promise<void> {
  const counted = await ctx.db.rows<Stored>(sql`
    select t.order_id as order, t.customer_id as customer, t.item, t.product_id as product, t.unit_price::text as unit_price, t.staff_id as staff, t.document,
      -sum(t.quantity) as quantity, (-sum(t.amount))::text as amount, (-sum(t.discount))::text as discount, (-sum(t.cost))::text as cost
    from transactions t where t.workspace_id = ${sql.workspace} and t.order_id = any(${ids}::uuid[]) and t.deleted_at is null
      and (${withClaims} or t.quantity is not null)
    group by t.order_id, t.customer_id, t.item, t.product_id, t.unit_price, t.staff_id, t.document having sum(t.amount) <> 0 or sum(t.quantity) <> 0`)
  const at = ctx.clock.now().toISOString()
  await addMany(ctx, objectOf(ctx, 'transaction'), counted.map((line) => ({ id: newId(), version: 1, record: { ...line, at, kind: 'refund', category: null, channel: null, place: null, remark: null } })))
}

function linesOfOrder(record: Stored) {
  return linesOf({ lines: (record.lines ?? []) as Record<string, never>[] })
}
