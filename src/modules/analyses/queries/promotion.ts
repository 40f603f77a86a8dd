/** 促销: what price changes, price lists and discounts did. Campaigns join when their module is there. */
import { addDays, addYears, diffDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { both, type Block, type Opens, type Row } from '../rules/answer.ts'
import { purchaseFilter, type Asking } from './asking.ts'
import { customers } from './customer-sortings.ts'
import { mayRead, type Sorting } from './blocks.ts'
import { grouped, type Measure } from './grouped.ts'

/** An effect is looked for over so many days, before, while and after. */
const longest = 90
const mostOccasions = 30
const looked = 730

export async function promotion(ctx: Context, asking: Asking): Promise<Block[]> {
  const [changes, lists, orders, quotes] = await Promise.all([priceChanges(ctx, asking), priceLists(ctx, asking), orderDiscounts(ctx, asking), quoteDiscounts(ctx, asking)])
  const effects = await effectsOf(ctx, asking, [...changes, ...lists])
  const block = (key: string, occasions: readonly Occasion[]): Block[] => (occasions.length === 0 ? [] : [{ key, draws: 'table', total: null, columns: effectColumns, rows: occasions.map((occasion) => rowOf(asking, occasion, effects.get(occasion.key))) }])
  return [...block('price_changes', changes), ...block('price_lists', lists), ...orders, ...quotes]
}

interface Occasion {
  key: string
  name: string
  products: string[]
  /** First and last day; the last is cut at the day that is told for and after `longest` days. */
  from: string
  until: string
  isOver: boolean
  opens: Opens | null
}

const effectColumns: Block['columns'] = [
  { key: 'during', unit: 'money' }, { key: 'before', unit: 'money' }, { key: 'after', unit: 'money' }, { key: 'change', unit: 'percent' },
  { key: 'buyers', unit: 'count' }, { key: 'same_now', unit: 'money' }, { key: 'same_year_before', unit: 'money' }, { key: 'same_change', unit: 'percent' },
]

async function priceChanges(ctx: Context, { asOf }: Asking): Promise<Occasion[]> {
  if (!mayRead(ctx, ['price.price', 'price.price_before', 'price.from_on', 'product.name', 'transaction.product'])) return []
  const rows = await ctx.db.rows<{ id: string; name: string; price: string; before: string; product: string; from: string; until: string | null }>(sql`select e.id::text as id, p.name, e.price::float8::text as price, e.price_before::float8::text as before, e.product_id::text as product, e.from_on::text as from, e.until_on::text as until
    from prices e join products p on p.workspace_id = ${sql.workspace} and p.id = e.product_id
    where ${whereOf(ctx, objectOf(ctx, 'price'), 'e', { filter: { price_list: { is_empty: true }, price_before: { is_empty: false }, from_on: { gt: addDays(asOf, -looked), lte: asOf } } })} and e.price <> e.price_before
    order by e.from_on desc, e.id desc limit ${mostOccasions}`)
  return rows.map(({ id, name, price, before, product, from, until }) => occasion({ key: id, name: `${name}  ${before} → ${price}`, products: [product], from, until, asOf, opens: { object: 'price', filter: { id } } }))
}

async function priceLists(ctx: Context, { asOf }: Asking): Promise<Occasion[]> {
  if (!mayRead(ctx, ['price_list.name', 'price_list.from_on', 'price.product', 'transaction.product'])) return []
  const rows = await ctx.db.rows<{ id: string; name: string; products: string[]; from: string; until: string | null }>(sql`select l.id::text as id, l.name, array_agg(distinct e.product_id::text) as products, l.from_on::text as from, l.until_on::text as until
    from price_lists l join prices e on e.workspace_id = ${sql.workspace} and e.price_list_id = l.id
    where ${whereOf(ctx, objectOf(ctx, 'price_list'), 'l', { filter: { from_on: { gt: addDays(asOf, -looked), lte: asOf } } })} and ${whereOf(ctx, objectOf(ctx, 'price'), 'e', {})}
    group by 1, 2, 4, 5, l.from_on order by l.from_on desc, 1 limit ${mostOccasions}`)
  return rows.map(({ id, name, products, from, until }) => occasion({ key: id, name, products, from, until, asOf, opens: { object: 'price_list', filter: { id } } }))
}

function occasion({ until, asOf, ...rest }: Omit<Occasion, 'until' | 'isOver'> & { until: string | null; asOf: string }): Occasion {
  const last = [until ?? asOf, asOf, addDays(rest.from, longest - 1)].toSorted()[0] ?? asOf
  return { ...rest, until: last, isOver: until !== null && until < asOf }
}

interface Effect { before: string; during: string; after: string; buyers: number; same_now: string; same_year_before: string }

/** Of the products of each occasion, by the customers asked for: all windows in one pass, first by customer, so that the same ones are compared with themselves. */
async function effectsOf(ctx: Context, { filter, asOf }: Asking, occasions: readonly Occasion[]): Promise<Map<string, Effect>> {
  if (occasions.length === 0 || !mayRead(ctx, ['transaction.amount', 'transaction.at'])) return new Map()
  const at = (day: string) => startOfDay(day, ctx.workspace.timeZone).toISOString()
  const given = occasions.map(({ key, products, from, until, isOver }) => {
    const days = diffDays(from, until) + 1
    const end = addDays(until, 1)
    return { key, ids: products, from: at(from), until: at(end), before: at(addDays(from, -days)), after: at(isOver ? [addDays(end, days), addDays(asOf, 1)].toSorted()[0] ?? end : end), year_from: at(addYears(from, -1)), year_until: at(addYears(end, -1)) }
  })
  const first = given.map(({ year_from, before }) => (year_from < before ? year_from : before)).toSorted()[0] ?? ''
  const where = whereOf(ctx, objectOf(ctx, 'transaction'), 't', { filter: both({ at: { gte: first } }, Object.keys(filter).length > 0 ? { customer: filter } : {}) })
  const within = (from: string, to: string): Sql => sql`coalesce(sum(t.amount) filter (where t.at >= e.${sql.id(from)} and t.at < e.${sql.id(to)}), 0)`
  const rows = await ctx.db.rows<Effect & { key: string }>(sql`with e as materialized (
      select * from json_to_recordset(${JSON.stringify(given)}::json) as r(key text, ids uuid[], "from" timestamptz, until timestamptz, before timestamptz, after timestamptz, year_from timestamptz, year_until timestamptz)),
    each as (select e.key, x.product_id, e."from", e.until, e.before, e.after, e.year_from, e.year_until from e cross join lateral unnest(e.ids) as x(product_id)),
    s as (select e.key, t.customer_id, ${within('before', 'from')} as before, ${within('from', 'until')} as during, ${within('until', 'after')} as after, ${within('year_from', 'year_until')} as year_before
      from each e join transactions t on t.product_id = e.product_id and t.at >= least(e.before, e.year_from) and t.at < greatest(e.until, e.after) where ${where} group by 1, 2)
    select s.key, sum(s.before)::text as before, sum(s.during)::text as during, sum(s.after)::text as after, (count(*) filter (where s.during > 0))::int as buyers,
      coalesce(sum(s.during) filter (where s.during > 0), 0)::text as same_now, coalesce(sum(s.year_before) filter (where s.during > 0), 0)::text as same_year_before
    from s group by 1`)
  return new Map(rows.map((row) => [row.key, row]))
}

const nothing: Effect = { before: '0.00', during: '0.00', after: '0.00', buyers: 0, same_now: '0.00', same_year_before: '0.00' }

function rowOf({ filter }: Asking, { name, from, until, isOver, products }: Occasion, effect: Effect = nothing): Row {
  const change = (now: string, before: string) => (Number(before) > 0 ? Math.round((Number(now) / Number(before) - 1) * 1000) / 10 : null)
  const customer = Object.keys(filter).length > 0 ? { customer: filter } : {}
  return {
    name: { kind: 'text', text: `${name}  ${from} – ${until}` },
    figures: [effect.during, effect.before, isOver ? effect.after : null, change(effect.during, effect.before), effect.buyers, effect.same_now, effect.same_year_before, change(effect.same_now, effect.same_year_before)],
    opens: { object: 'transaction', filter: both({ product: { id: { in: products } }, at: { gte: from, lt: addDays(until, 1) } }, customer) },
  }
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
