import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { priceText, sumOf, treeOf } from '../rules/bundles.ts'
import { bundlePartsOf, type BundlePart } from './bundle-parts.ts'

export interface PricesAsked {
  products: readonly string[]
  customer: string | null
  day: string
  currency: string
  quantity?: number
}

/**
 * What one unit of each product costs this customer on that day. The nearest list decides: one that names the customer, then one of
 * the customer's territory, then of the tier, then one for everybody, then the price of the product itself. In a list the newest
 * price that holds on the day, for the largest quantity that is reached. A bundle without a price costs what its parts come to.
 * @returns decimal texts by product id; products without a price in this currency are left out.
 */
export async function pricesFor(ctx: Context, asked: PricesAsked): Promise<Map<string, string>> {
  const prices = await ownPrices(ctx, asked)
  const parts = await bundlePartsOf(ctx, asked.products.filter((id) => !prices.has(id)))
  if (parts.length === 0) return prices
  const ofParts = await ownPrices(ctx, { ...asked, products: [...new Set(parts.map(({ product }) => product))], quantity: 1 })
  const summed = [...Map.groupBy(parts, ({ bundle }) => bundle)].flatMap(([bundle, own]) => {
    const price = sumOf(treeOf<BundlePart>(own), ({ product }) => ofParts.get(product))
    return price ? [[bundle, priceText(price)] as const] : []
  })
  return new Map([...prices, ...summed])
}

/** Of the lists and the products themselves: bundles that only their parts have a price of are left out. */
export async function ownPrices(ctx: Context, { products, customer, day, currency, quantity = 1 }: PricesAsked): Promise<Map<string, string>> {
  if (products.length === 0) return new Map()
  const rows = await ctx.db.rows<{ id: string; price: string | null }>(sql`
    with lists as (
      select l.id, case when c.id = any(l.customer_ids) then 0 when c.territory_id = any(l.territory_ids) then 1 when c.tier = any(l.tiers) then 2 else 3 end as nearness, l.position
      from price_lists l left join customers c on c.workspace_id = ${sql.workspace} and c.id = ${customer}::uuid
      where l.workspace_id = ${sql.workspace} and l.deleted_at is null and l.is_active and l.currency = ${currency}
        and (l.from_on is null or l.from_on <= ${day}::date) and (l.until_on is null or l.until_on >= ${day}::date)
        and ((cardinality(l.customer_ids) = 0 and cardinality(l.territory_ids) = 0 and cardinality(l.tiers) = 0)
          or c.id = any(l.customer_ids) or c.territory_id = any(l.territory_ids) or c.tier = any(l.tiers))
    )
    select p.id::text as id, coalesce(
      (select e.price::text from prices e join lists on lists.id = e.price_list_id
        where e.workspace_id = ${sql.workspace} and e.product_id = p.id and e.deleted_at is null and e.from_on <= ${day}::date and (e.until_on is null or e.until_on >= ${day}::date)
          and e.from_quantity <= ${quantity}::numeric
        order by lists.nearness, lists.position, lists.id, e.from_quantity desc, e.from_on desc, e.id desc limit 1),
      case when ${currency === ctx.workspace.currency} then coalesce(
        (select e.price::text from prices e where e.workspace_id = ${sql.workspace} and e.product_id = p.id and e.price_list_id is null and e.deleted_at is null
          and e.from_on <= ${day}::date and (e.until_on is null or e.until_on >= ${day}::date) and e.from_quantity <= ${quantity}::numeric
          order by e.from_quantity desc, e.from_on desc, e.id desc limit 1), p.price::text) end) as price
    from products p where p.workspace_id = ${sql.workspace} and p.id = any(${products}::uuid[])`)
  return new Map(rows.flatMap(({ id, price }) => (price === null ? [] : [[id, price] as const])))
}
