/** 促销: what campaigns, price changes, price lists and discounts did. */
import { addDays } from '../../../platform/calendar/days.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { both, type Block } from '../rules/answer.ts'
import { purchaseFilter, type Asking } from './asking.ts'
import { mayRead, type Sorting } from './blocks.ts'
import { campaignBlocks } from './campaigns.ts'
import { customers } from './customer-sortings.ts'
import { effectColumns, effectRow, effectsOf, occasion, type Occasion } from './effects.ts'
import { grouped, type Measure } from './grouped.ts'

const mostOccasions = 30
const looked = 730

export async function promotion(ctx: Context, asking: Asking): Promise<Block[]> {
  const [campaigns, changes, lists, orders, quotes] = await Promise.all([campaignBlocks(ctx, asking), priceChanges(ctx, asking), priceLists(ctx, asking), orderDiscounts(ctx, asking), quoteDiscounts(ctx, asking)])
  const effects = await effectsOf(ctx, asking, { by: 'product_id', members: productsOf([...changes, ...lists]), occasions: [...changes, ...lists] })
  const block = (key: string, occasions: readonly Occasion[]): Block[] => (occasions.length === 0 ? [] : [{ key, draws: 'table', total: null, columns: effectColumns, rows: occasions.map((one) => effectRow(asking, one, effects.get(one.key))) }])
  return [...campaigns, ...block('price_changes', changes), ...block('price_lists', lists), ...orders, ...quotes]
}

async function priceChanges(ctx: Context, { asOf }: Asking): Promise<OfProducts[]> {
  if (!mayRead(ctx, ['price.price', 'price.price_before', 'price.from_on', 'product.name', 'transaction.product'])) return []
  const rows = await ctx.db.rows<{ id: string; name: string; price: string; before: string; product: string; from: string; until: string | null }>(sql`select e.id::text as id, p.name, e.price::float8::text as price, e.price_before::float8::text as before, e.product_id::text as product, e.from_on::text as from, e.until_on::text as until
    from prices e join products p on p.workspace_id = ${sql.workspace} and p.id = e.product_id
    where ${whereOf(ctx, objectOf(ctx, 'price'), 'e', { filter: { price_list: { is_empty: true }, price_before: { is_empty: false }, from_on: { gt: addDays(asOf, -looked), lte: asOf } } })} and e.price <> e.price_before
    order by e.from_on desc, e.id desc limit ${mostOccasions}`)
  return rows.map(({ id, name, price, before, product, from, until }) => ofProducts([product], { key: id, name: `${name}  ${before} → ${price}`, from, until, asOf }))
}

async function priceLists(ctx: Context, { asOf }: Asking): Promise<OfProducts[]> {
  if (!mayRead(ctx, ['price_list.name', 'price_list.from_on', 'price.product', 'transaction.product'])) return []
  const rows = await ctx.db.rows<{ id: string; name: string; products: string[]; from: string; until: string | null }>(sql`select l.id::text as id, l.name, array_agg(distinct e.product_id::text) as products, l.from_on::text as from, l.until_on::text as until
    from price_lists l join prices e on e.workspace_id = ${sql.workspace} and e.price_list_id = l.id
    where ${whereOf(ctx, objectOf(ctx, 'price_list'), 'l', { filter: { from_on: { gt: addDays(asOf, -looked), lte: asOf } } })} and ${whereOf(ctx, objectOf(ctx, 'price'), 'e', {})}
    group by 1, 2, 4, 5, l.from_on order by l.from_on desc, 1 limit ${mostOccasions}`)
  return rows.map(({ id, name, products, from, until }) => ofProducts(products, { key: id, name, from, until, asOf }))
}

type OfProducts = Occasion & { products: readonly string[] }

function ofProducts(products: readonly string[], of: Omit<Parameters<typeof occasion>[0], 'behind'>): OfProducts {
  return { ...occasion({ ...of, behind: { product: { id: { in: products } } } }), products }
}

function productsOf(occasions: readonly OfProducts[]): Sql {
  const pairs = occasions.flatMap(({ key, products }) => products.map((id) => ({ key, id })))
  return sql`select * from unnest(${pairs.map(({ key }) => key)}::text[], ${pairs.map(({ id }) => id)}::uuid[]) as p(key, id)`
}

const edges = [5, 10, 20]

function byDiscount(object: string): Sorting {
  return {
    key: `${object}_discounts`, needs: [`${object}.discount_percent`], isOrdered: true, isWithoutUnknown: true,
    by: sql`(case when coalesce(o.discount_percent, 0) <= 0 then 0 else 1 + ${sql.join(edges.map((edge) => sql.raw(`(o.discount_percent >= ${edge})::int`)), ' + ')} end)::text`,
    name: (key) => (key === '0' ? { kind: 'word', key: 'no_discount' } : { kind: 'range', from: edges[Number(key) - 2] ?? 0, to: edges[Number(key) - 1] ?? null, unit: 'percent' }),
    opens: (key) => {
      const [from, to] = [edges[Number(key) - 2], edges[Number(key) - 1]]
      if (key === '0') return { not: { discount_percent: { gt: 0 } } }
      return { discount_percent: { ...(from === undefined ? { gt: 0 } : { gte: from }), ...(to === undefined ? {} : { lt: to }) } }
    },
  }
}

const count: Measure = { ...customers, key: 'documents' }

async function orderDiscounts(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['order.status', 'order.customer'])) return []
  const { from, to } = asking.window
  const filter = both({ status: { nin: ['draft', 'cancelled'] }, ordered_on: { gte: from, lt: to } }, Object.keys(asking.filter).length > 0 ? { customer: asking.filter } : {})
  const measures: Measure[] = [
    count,
    { key: 'amount', unit: 'money', of: sql`o.base_total`, fold: (column) => sql`coalesce(sum(${column}), 0)`, needs: ['order.base_total'], isAdditive: true },
    { key: 'margin_percent', unit: 'percent', of: sql`100.0 * o.margin / nullif(o.base_net, 0)`, fold: (column) => sql`round(avg(${column}), 1)`, needs: ['order.margin'], isAdditive: false },
  ]
  const { blocks } = await grouped(ctx, { from: sql`orders o where ${whereOf(ctx, objectOf(ctx, 'order'), 'o', { filter })}`, sortings: [byDiscount('order')], measures, opens: (own) => ({ object: 'order', filter: both(filter, own) }) })
  return blocks
}

/** Of those that were decided: whether a discount helped. Versions that were replaced are not counted. */
async function quoteDiscounts(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['quote.status', 'quote.customer'])) return []
  const filter = both({ status: { in: ['accepted', 'declined', 'expired'] }, created_at: purchaseFilter({ ...asking, filter: {} }).at }, Object.keys(asking.filter).length > 0 ? { customer: asking.filter } : {})
  const measures: Measure[] = [count, { key: 'accepted', unit: 'percent', of: sql`(o.status = 'accepted')::int`, fold: (column) => sql`round(100.0 * avg(${column}), 1)`, isAdditive: false }]
  const { blocks } = await grouped(ctx, { from: sql`quotes o where ${whereOf(ctx, objectOf(ctx, 'quote'), 'o', { filter })}`, sortings: [byDiscount('quote')], measures, opens: (own) => ({ object: 'quote', filter: both(filter, own) }) })
  return blocks
}
