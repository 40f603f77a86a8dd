/**
 * What is bought together, counted by customer in one statement: who bought what in the window, then pairs of the best-selling products within each
 * customer. The same figures as the pure function (insight/models/associations.ts; a property test holds them together), with no basket outside of
 * the database.
 *
 * Cost: one pass over the purchases of the window to the distinct (customer, product), then for each customer with k products k(k-1)/2 pairs, where k is at
 * most `large_basket` and `most_products`; the sums of pairs are at most n(n-1)/2 for n = `most_products` (125,000 for 500), whatever the number of
 * customers. Cheap enough to be done anew in one go: killed, nothing is changed.
 */
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { SuggestionRule } from '../objects/suggestion-rule.ts'

export interface CountedPair {
  product: string
  also: string
  together: number
  buyers: number
  also_buyers: number
}

export interface Counted {
  /** Who bought anything in the window; without large baskets. */
  customers: number
  large_baskets: number
  /** Looked at for pairs. */
  products: number
  pairs: CountedPair[]
}

/** Writes the shares of kinds of customers, and answers the pairs. Within a transaction in which the shares of before are gone. */
export async function countTogether(ctx: Context, rule: SuggestionRule, asOf: string): Promise<Counted> {
  const { timeZone } = ctx.workspace
  const [start, end] = [startOfDay(addDays(asOf, 1 - rule.window_days), timeZone), startOfDay(addDays(asOf, 1), timeZone)]
  const [row] = await ctx.db.rows<Counted>(sql`with bought as materialized (
      select t.customer_id, t.product_id from transactions t join customers c on c.workspace_id = ${sql.workspace} and c.id = t.customer_id and c.deleted_at is null
      where t.workspace_id = ${sql.workspace} and t.at >= ${start} and t.at < ${end} and t.kind = 'purchase' and t.amount > 0 and t.product_id is not null and t.deleted_at is null
      group by 1, 2),
    sized as materialized (select b.customer_id, count(*) <= ${rule.large_basket} as is_usual from bought b group by 1),
    total as materialized (select count(*) filter (where s.is_usual) as customers, count(*) filter (where not s.is_usual) as large from sized s),
    usual as materialized (select b.customer_id, b.product_id from bought b join sized s on s.customer_id = b.customer_id and s.is_usual where (select t.customers from total t) >= ${rule.fewest_customers}),
    -- Equal counts by id, so that the same purchases give the same answer.
    kept as materialized (
      select u.product_id, count(*) as n, row_number() over (order by count(*) desc, u.product_id)::int as place from usual u group by 1 having count(*) >= ${rule.fewest_together} order by 2 desc, 1 limit ${rule.most_products}),
    baskets as materialized (select u.customer_id, array_agg(k.place order by k.place) as places from usual u join kept k on k.product_id = u.product_id group by 1),
    pairs as materialized (
      select x.place as low, y.place as high, count(*) as together from baskets b cross join lateral unnest(b.places) with ordinality x(place, i) cross join lateral unnest(b.places[x.i + 1:]) y(place)
      group by 1, 2 having count(*) >= ${rule.fewest_together}),
    figured as (
      select f.product_id as product, g.product_id as also, f.place, g.place as also_place, p.together, f.n as buyers, g.n as also_buyers, p.together::float8 / f.n as confidence, (p.together::float8 / f.n) * (t.customers::float8 / g.n) as lift
      from (select low, high, together from pairs union all select high, low, together from pairs) p(low, high, together) join kept f on f.place = p.low join kept g on g.place = p.high cross join total t),
    ranked as (
      select f.*, row_number() over (partition by f.product order by f.confidence desc, f.lift desc, f.also_place) as rank from figured f where f.lift >= ${rule.least_lift}::float8),
    members as materialized (
      select s.customer_id, c.category, v.segment from sized s join customers c on c.workspace_id = ${sql.workspace} and c.id = s.customer_id left join customer_values v on v.workspace_id = ${sql.workspace} and v.id = s.customer_id where s.is_usual),
    kinds as (
      select coalesce(m.category, '') as category, coalesce(m.segment, '') as segment, count(*) as customers from members m
      group by grouping sets ((), (m.category), (m.category, m.segment)) having count(*) >= ${rule.fewest_customers} and (grouping(m.segment) = 1 or m.segment is not null)),
    shared as (
      select coalesce(m.category, '') as category, coalesce(m.segment, '') as segment, u.product_id, count(*) as buyers from usual u join kept k on k.product_id = u.product_id join members m on m.customer_id = u.customer_id
      group by grouping sets ((u.product_id), (u.product_id, m.category), (u.product_id, m.category, m.segment)) having grouping(m.segment) = 1 or m.segment is not null),
    written as (
      insert into product_shares (workspace_id, category, segment, product_id, buyers, customers)
      select ${sql.workspace}, s.category, s.segment, s.product_id, s.buyers, k.customers from shared s join kinds k on k.category = s.category and k.segment = s.segment where s.buyers >= ${rule.fewest_together} or s.category = '')
    select t.customers, t.large as large_baskets, (select count(*) from kept) as products,
      (select coalesce(json_agg(json_build_object('product', r.product, 'also', r.also, 'together', r.together, 'buyers', r.buyers, 'also_buyers', r.also_buyers) order by r.place, r.rank), '[]'::json) from ranked r where r.rank <= ${rule.most_rules}) as pairs
    from total t`)
  if (!row) throw new Error('PostgreSQL answered nothing')
  return row
}
