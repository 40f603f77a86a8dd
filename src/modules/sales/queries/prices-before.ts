import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

/**
 * Writes what each price replaces: the entry of the same list and quantity that holds the day before, else what is paid without it. It
 * follows from other prices and is nobody's change: without version and event.
 * @param products whose prices; null for those of every price to come
 */
export async function refreshPricesBefore(ctx: Context, products: readonly string[] | null, today: string): Promise<void> {
  if (products?.length === 0) return
  const which = products === null ? sql`e.from_on > ${today}::date` : sql`e.product_id = any(${products}::uuid[])`
  await ctx.db.rows(sql`
    with n as (
      select e.id, coalesce(
        (select o.price from prices o where o.workspace_id = ${sql.workspace} and o.product_id = e.product_id and o.price_list_id is not distinct from e.price_list_id and o.deleted_at is null
          and o.from_on < e.from_on and (o.until_on is null or o.until_on >= e.from_on - 1) and o.from_quantity <= e.from_quantity order by o.from_quantity desc, o.from_on desc, o.id desc limit 1),
        case when l.id is null or l.currency = ${ctx.workspace.currency} then coalesce(
          (select o.price from prices o where l.id is not null and o.workspace_id = ${sql.workspace} and o.product_id = e.product_id and o.price_list_id is null and o.deleted_at is null
            and o.from_on < e.from_on and (o.until_on is null or o.until_on >= e.from_on - 1) and o.from_quantity <= e.from_quantity order by o.from_quantity desc, o.from_on desc, o.id desc limit 1),
          p.price) end) as before
      from prices e join products p on p.workspace_id = ${sql.workspace} and p.id = e.product_id
        left join price_lists l on l.workspace_id = ${sql.workspace} and l.id = e.price_list_id
      where e.workspace_id = ${sql.workspace} and e.deleted_at is null and ${which})
    update prices c set price_before = n.before from n where c.workspace_id = ${sql.workspace} and c.id = n.id and c.price_before is distinct from n.before`)
}
