/** 产品: what is bought, by whom, and together with what. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Block, Filter } from '../rules/answer.ts'
import { opensCustomers, purchasesOf, type Asking } from './asking.ts'
import { mayRead } from './blocks.ts'

const mostProducts = 15
/** Between so many products pairs are looked for. */
const mostPaired = 40

export async function product(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['transaction.product', 'transaction.amount', 'product.name'])) return []
  const [top, pairs, tiers, classes] = await Promise.all([
    products(ctx, asking), together(ctx, asking),
    matrix(ctx, asking, { key: 'category_by_tier', object: 'customer', field: 'tier', by: sql`c.tier` }),
    matrix(ctx, asking, { key: 'category_by_segment', object: 'customer_value', field: 'abc_class', by: sql`v.abc_class` }),
  ])
  return [...top, ...pairs, ...tiers, ...classes]
}

/** Bought, so that a refund is no purchase. */
const bought: Filter = { kind: 'purchase', amount: { gt: 0 } }

function boughtIt({ window }: Asking, what: Filter): Filter {
  return { transactions: { some: { ...bought, at: { gte: window.from, lt: window.to }, ...what } } }
}

async function products(ctx: Context, asking: Asking): Promise<Block[]> {
  const rows = await ctx.db.rows<{ id: string; name: string; customers: number; quantity: number; amount: string; again: number }>(sql`select s.product_id::text as id, max(s.name) as name, count(*)::int as customers, sum(s.quantity)::float8 as quantity,
      sum(s.amount)::text as amount, round(100.0 * avg((s.days > 1)::int), 1)::float8 as again
    from (select t.product_id, t.customer_id, max(p.name) as name, coalesce(sum(t.quantity), 0) as quantity, sum(t.amount) as amount, count(distinct (t.at at time zone ${ctx.workspace.timeZone})::date) as days
      from ${purchasesOf(ctx, asking, bought)} and t.product_id is not null group by 1, 2) s
    group by 1 order by sum(s.amount) desc, 1 limit ${mostProducts}`)
  if (rows.length === 0) return []
  const opens = opensCustomers(asking)
  return [{
    key: 'products', draws: 'bars', total: null, columns: [{ key: 'customers', unit: 'count' }, { key: 'amount', unit: 'money' }, { key: 'quantity', unit: 'count' }, { key: 'again', unit: 'percent' }],
    rows: rows.map(({ id, name, customers, quantity, amount, again }) => ({ name: { kind: 'text', text: name }, figures: [customers, amount, quantity, again], opens: opens(boughtIt(asking, { product: id })) })),
  }]
}

/** Bought by the same customers in the window. Confidence: of those who bought the first, how many bought the second; lift: how many times as many as among all. */
async function together(ctx: Context, asking: Asking): Promise<Block[]> {
  const rows = await ctx.db.rows<{ a: string; b: string; a_name: string; b_name: string; n: number; confidence: number; lift: number }>(sql`with bought as materialized (
      select distinct t.customer_id, t.product_id from ${purchasesOf(ctx, asking, bought)} and t.product_id is not null),
    top as (select b.product_id, count(*) as n from bought b group by 1 order by 2 desc, 1 limit ${mostPaired}),
    whole as (select count(distinct b.customer_id) as n from bought b),
    k as materialized (select b.customer_id, b.product_id from bought b join top on top.product_id = b.product_id),
    pairs as (select x.product_id as a, y.product_id as b, count(*) as n from k x join k y on y.customer_id = x.customer_id and y.product_id > x.product_id group by 1, 2)
    select f.id::text as a, g.id::text as b, f.name as a_name, g.name as b_name, p.n::int as n, round(100.0 * p.n / greatest(ta.n, 1), 1)::float8 as confidence, round(p.n::numeric * w.n / (ta.n * tb.n), 2)::float8 as lift
    from pairs p cross join whole w join top ta on ta.product_id = p.a join top tb on tb.product_id = p.b
      join products f on f.workspace_id = ${sql.workspace} and f.id = p.a join products g on g.workspace_id = ${sql.workspace} and g.id = p.b
    where p.n >= greatest(2, w.n / 200) order by p.n::numeric * w.n / (ta.n * tb.n) desc, p.n desc, 1, 2 limit ${mostProducts}`)
  if (rows.length === 0) return []
  const opens = opensCustomers(asking)
  return [{
    key: 'together', draws: 'bars', total: null, columns: [{ key: 'customers', unit: 'count' }, { key: 'confidence', unit: 'percent' }, { key: 'lift', unit: 'number' }],
    rows: rows.map(({ a, b, a_name, b_name, n, confidence, lift }) => ({ name: { kind: 'text', text: `${a_name} + ${b_name}` }, figures: [n, confidence, lift], opens: opens({ and: [boughtIt(asking, { product: a }), boughtIt(asking, { product: b })] }) })),
  }]
}

/** Who buys what category: a customer counts once in each category bought in the window. */
async function matrix(ctx: Context, asking: Asking, { key, object, field, by }: { key: string; object: string; field: string; by: Sql }): Promise<Block[]> {
  if (!mayRead(ctx, [`${object}.${field}`, 'product.category'])) return []
  const options = objectOf(ctx, object).fields.get(field)?.options ?? []
  const rows = await ctx.db.rows<{ category: string; customers: number; by: Record<string, number> }>(sql`select s.category, sum(s.n)::int as customers, json_object_agg(s.value, s.n) as by from (
      select b.category, coalesce(${by}, '') as value, count(*) as n
      from (select distinct t.customer_id, p.category from ${purchasesOf(ctx, asking, bought)} and p.category <> '') b
        join customers c on c.workspace_id = ${sql.workspace} and c.id = b.customer_id left join customer_values v on v.workspace_id = ${sql.workspace} and v.id = c.id
      group by 1, 2) s group by 1 order by 2 desc, 1 limit ${mostProducts}`)
  if (rows.length === 0) return []
  const opens = opensCustomers(asking)
  return [{
    key, draws: 'table', total: null, columns: [{ key: 'customers', unit: 'count' }, ...options.map((option) => ({ key: option.key, unit: 'count' as const, option: { object, field } }))],
    rows: rows.map(({ category, customers, by: counted }) => ({ name: { kind: 'text', text: category }, figures: [customers, ...options.map((option) => counted[option.key] ?? 0)], opens: opens(boughtIt(asking, { product: { category } })) })),
  }]
}
