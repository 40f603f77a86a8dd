import { Decimal } from 'decimal.js'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { componentsOf, linesOf, partsOfLine, sumOf, type StoredLine } from '../../sales/index.ts'

/** Cost of one unit by product of these documents and what their bundles are made of, decimal texts; products without one are left out. */
export async function costsOf(ctx: Context, documents: readonly Stored[]): Promise<Map<string, string>> {
  const products = documents.flatMap((record) => [...linesIn(record), ...componentsOf(record)]).map(({ product }) => product)
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
  const costs = await costsOf(ctx, [record])
  const each = linesIn(record).map((line) => ({ cost: unitCost(record, line, costs), quantity: line.quantity }))
  if (each.length === 0 || each.some(({ cost }) => cost === null)) return null
  return each.reduce((total, { cost, quantity }) => total.plus(new Decimal(cost ?? 0).times(quantity)), new Decimal(0)).toFixed(2)
}

/** Of the product; of a bundle without a cost of its own that of what it is made of, where all of that is known. */
export function unitCost(record: Stored, line: StoredLine, costs: ReadonlyMap<string, string>): string | null {
  const own = costs.get(String(line.product))
  if (own !== undefined) return own
  const parts = partsOfLine(line, componentsOf(record))
  return sumOf(parts, ({ product }) => costs.get(String(product)))?.toString() ?? null
}

function linesIn(record: Stored): StoredLine[] {
  return linesOf({ lines: (record.lines ?? []) as Record<string, never>[] })
}
