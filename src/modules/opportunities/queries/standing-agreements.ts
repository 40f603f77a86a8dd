import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

/**
 * Whether the customer still agrees, by any of the acts that count for the pipeline. An accepted quote whose orders were all cancelled is no
 * agreement any more; a contract that was ended early is not one either.
 */
export async function standsAgreement(ctx: Context, opportunity: string): Promise<boolean> {
  const rows = await ctx.db.rows(
    sql`select 1 from opportunities p join pipelines w on w.workspace_id = ${sql.workspace} and w.id = p.pipeline_id
      where p.workspace_id = ${sql.workspace} and p.id = ${opportunity}::uuid and (
        ('order_confirmed' = any(w.won_by) and exists (select from orders o
          where o.workspace_id = ${sql.workspace} and o.opportunity_id = p.id and o.deleted_at is null and o.status not in ('draft', 'cancelled')))
        or ('contract_signed' = any(w.won_by) and exists (select from contracts k
          where k.workspace_id = ${sql.workspace} and k.opportunity_id = p.id and k.deleted_at is null and k.status in ('signed', 'active', 'ended')))
        or ('quote_accepted' = any(w.won_by) and exists (select from quotes q
          where q.workspace_id = ${sql.workspace} and q.opportunity_id = p.id and q.deleted_at is null and q.status = 'accepted' and coalesce(
            (select bool_or(o.status <> 'cancelled') from orders o where o.workspace_id = ${sql.workspace} and o.quote_id = q.id and o.deleted_at is null), true))))`,
  )
  return rows.length > 0
}
