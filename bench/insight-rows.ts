/** Purchases for a seeded company until every customer has twenty on average, by SQL alone: rates and lifetimes differ as in life. */
import type pg from 'pg'

/** Kept for the next run: what is there is not made again. */
export async function enterPurchases(session: pg.Client, ws: string, wanted: number): Promise<void> {
  const { rows } = await session.query<{ n: string }>('select count(*) as n from transactions where workspace_id = $1', [ws])
  const missing = wanted - Number(rows[0]?.n)
  if (missing < wanted / 50) return
  await session.query('set session_replication_role = replica')
  const { rows: [counted] } = await session.query<{ n: string }>('select count(*) as n from customers where workspace_id = $1 and deleted_at is null', [ws])
  await session.query(purchases, [ws, missing / Number(counted?.n)])
  await session.query('set session_replication_role = default')
  await session.query('vacuum (analyze) transactions')
}

/** Each customer buys from a day in the last two years on, at a rate of its own, until it leaves or today. Half of the lines name a product, most a cost. */
const purchases = `
  insert into transactions (workspace_id, id, created_at, updated_at, customer_id, at, item, product_id, kind, quantity, amount, cost)
  select $1, gen_random_uuid(), now(), now(), c.id, c.first + (c.span * n / c.count) * interval '1 day' + interval '9 hours', '消费', case when n % 2 = 0 then p.ids[1 + (c.h + n) % cardinality(p.ids)] end,
    case when n % 41 = 40 then 'refund' else 'purchase' end, 1, case when n % 41 = 40 then -50 else (20 + (c.h % 97) * (1 + n % 3))::numeric end, case when n % 5 > 0 then (12 + (c.h % 60) * (1 + n % 3))::numeric end
  from (select id, h, count, now() - (60 + h % 670) * interval '1 day' as first, (60 + h % 670) * case when h % 3 = 0 then 0.4 else 0.98 end as span
      from (select id, abs(hashtext(id::text)) as h, greatest(1, round($2 * -ln((1 + abs(hashtext(id::text || 'r')) % 1000) / 1001.0)))::int as count from customers where workspace_id = $1 and deleted_at is null) x) c,
    (select array_agg(id order by id) as ids from products where workspace_id = $1) p, lateral generate_series(1, c.count) n`
