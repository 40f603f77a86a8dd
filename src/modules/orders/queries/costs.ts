import { Decimal } from 'decimal.js'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { linesOf } from '../../sales/index.ts'

/** Cost of one unit by product, decimal texts; products without one are left out. */
export async function costsOf(ctx: Context, products: readonly unknown[]): Promise<Map<string, string>> {
  const ids = [...new Set(products.filter((id) => typeof id === 'string'))]
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.rows<{ id: string; cost: string }>(
    sql`select p.id::text as id, p.cost::text as cost from products p where p.workspace_id = ${sql.workspace} and p.id = any(${ids}::uuid[]) and p.cost is not null`,
  )
  return new Map(rows.map(({ id, cost }) => [id, cost]))
}

/**
 * What an order costs the company, in its currency: what was bought for it, else the costs of its products.
 * @returns a decimal text; null where neither is known of every line
 */
export async function costOfOrder(ctx: Context, orderId: string, record: Stored): Promise<string | null> {
  const [bought] = await ctx.db.rows<{ cost: string | null }>(
    sql`select sum(p.base_net)::text as cost from purchases p where p.workspace_id = ${sql.workspace} and p.order_id = ${orderId}::uuid and p.deleted_at is null and p.status in ('ordered', 'received', 'paid')`,
  )
  if (bought?.cost) return bought.cost
  const lines = linesOf({ lines: (record.lines ?? []) as Record<string, never>[] })
  const costs = await costsOf(ctx, lines.map(({ product }) => product))
  if (lines.length === 0 || !lines.every(({ product }) => costs.has(String(product)))) return null
  return lines.reduce((total, line) => total.plus(new Decimal(costs.get(String(line.product)) ?? 0).times(line.quantity)), new Decimal(0)).toFixed(2)
}
