import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { refreshFormulas } from '../../../kernel/records/refresh-formulas.ts'

export interface PurchaseTotals {
  id: string
  total_amount: string
  annual_amount: string
  purchase_count: number
  first_purchase_at: string | null
  last_purchase_at: string | null
}

/** What a customer has bought, as computed by sales. A bulk path for computed values: one statement, no event. */
export async function writePurchaseTotals(ctx: Context, totals: readonly PurchaseTotals[]): Promise<void> {
  if (totals.length === 0) return
  await ctx.db.rows(
    sql`update customers c set total_amount = r.total_amount, annual_amount = r.annual_amount, purchase_count = r.purchase_count,
        first_purchase_at = r.first_purchase_at, last_purchase_at = r.last_purchase_at
      from json_to_recordset(${JSON.stringify(totals)}::json)
        as r(id uuid, total_amount numeric, annual_amount numeric, purchase_count bigint, first_purchase_at timestamptz, last_purchase_at timestamptz)
      where c.workspace_id = ${sql.workspace} and c.id = r.id
        and (c.total_amount, c.annual_amount, c.purchase_count, c.first_purchase_at, c.last_purchase_at)
          is distinct from (r.total_amount, r.annual_amount, r.purchase_count, r.first_purchase_at, r.last_purchase_at)`,
  )
  await refreshFormulas(ctx, objectOf(ctx, 'customer'), totals.map(({ id }) => id), ['total_amount', 'annual_amount', 'purchase_count', 'first_purchase_at', 'last_purchase_at'])
}
