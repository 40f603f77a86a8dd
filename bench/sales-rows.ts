/** 300,000 opportunities (50,000 open), 1,000,000 orders and as many invoices (a fifth open) for a seeded company, by SQL alone. */
import type pg from 'pg'
import { compile } from '../src/platform/db/sql.ts'
import { waysOf } from '../src/modules/opportunities/index.ts'

export const sizes = { opportunities: 300_000, orders: 1_000_000 }

/** Kept for the next run: what is there is not made again. */
export async function enterSales(session: pg.Client, ws: string): Promise<void> {
  const { rows } = await session.query<{ n: string }>('select count(*) as n from orders where workspace_id = $1', [ws])
  await session.query(quotas, [ws])
  if (Number(rows[0]?.n) >= sizes.orders) return
  await session.query('set session_replication_role = replica')
  for (const statement of [opportunities(sizes.opportunities), stays, orders, invoices]) await session.query(statement, [ws])
  await enterWays(session, ws)
  await session.query('set session_replication_role = default')
  await session.query('vacuum (analyze) opportunities, stage_stays, orders, invoices, quotas')
}

/** The opportunities alone. */
export async function enterOpportunities(session: pg.Client, ws: string, count: number): Promise<void> {
  const { rows } = await session.query<{ n: string }>(`select count(*) as n from opportunities where workspace_id = $1 and number like 'B-%'`, [ws])
  if (Number(rows[0]?.n) >= count) return
  await session.query('set session_replication_role = replica')
  for (const statement of [opportunities(count), stays]) await session.query(statement, [ws])
  await enterWays(session, ws)
  await session.query('set session_replication_role = default')
  await session.query('vacuum (analyze) opportunities, stage_stays')
}

async function enterWays(session: pg.Client, ws: string): Promise<void> {
  const { rows } = await session.query<{ id: string }>(`select id from opportunities where workspace_id = $1 and number like 'B-%'`, [ws])
  const { text, values } = compile(waysOf(rows.map(({ id }) => id)), ws)
  await session.query(text, values)
}

const of = `(select array_agg(id order by number) as ids, array_agg(owner_id order by number) as owners from (select id, number, owner_id from customers where workspace_id = $1 and deleted_at is null limit 50000) x) c,
  (select array_agg(id order by id) as ids from users where workspace_id = $1) u`

/** Two in five won, two in five lost, the rest open in one of the four stages. */
const opportunities = (count: number) => `
  insert into opportunities (workspace_id, id, created_at, updated_at, number, name, customer_id, pipeline_id, stage_id, status, amount, currency, probability, weighted_amount, close_on, opened_on, source, owner_id, closed_at, closed_from_id, reason, stage_since, stage_due_on, stage_probability, moves)
  select $1, gen_random_uuid(), now() - n * interval '1 minute', now() - n * interval '1 minute', 'B-' || n, '年度框架协议 ' || n, c.ids[1 + n % cardinality(c.ids)], p.id, s.id, s.kind, (n % 9000) * 10, 'CNY', s.probability,
    round((n % 9000) * s.probability / 10.0, 2), current_date + (n % 90)::int, current_date - (n % 700)::int, (array['referral', 'tender', 'visit', 'existing'])[1 + n % 4], coalesce(c.owners[1 + n % cardinality(c.owners)], u.ids[1]),
    case when s.kind <> 'open' then now() - (n % 600) * interval '1 day' end, case when s.kind <> 'open' then o.ids[1 + n % 4] end, case when s.kind <> 'open' then 'price' end,
    now() - (n % 60) * interval '1 day', case when s.kind = 'open' then current_date - (n % 60)::int + 21 end, s.probability, 1
  from ${of}, (select id from pipelines where workspace_id = $1 order by position limit 1) p,
    lateral (select array_agg(id order by position) as ids from stages where workspace_id = $1 and pipeline_id = p.id and kind = 'open') o,
    generate_series(1, ${count}) n,
    lateral (select x.id, x.kind, x.probability from stages x where x.workspace_id = $1 and x.pipeline_id = p.id
      and case when n % 6 = 0 then x.id = o.ids[1 + (n / 6) % 4] when n % 5 < 3 then x.kind = 'won' else x.kind = 'lost' end limit 1) s`

const stays = `
  insert into stage_stays (workspace_id, id, created_at, updated_at, opportunity_id, stage_id, from_at, until_at)
  select $1, gen_random_uuid(), now(), now(), o.id, s.id, o.opened_on + s.n * interval '8 days', case when o.status = 'open' and s.id = o.stage_id then null else o.opened_on + (s.n + 1) * interval '8 days' end
  from opportunities o join (select id, pipeline_id, row_number() over (partition by pipeline_id order by position) as n from stages where workspace_id = $1 and kind = 'open') s on s.pipeline_id = o.pipeline_id
  where o.workspace_id = $1 and o.number like 'B-%'
    and s.n <= case when o.status = 'open' then (select count(*) from stages x join stages y on y.pipeline_id = x.pipeline_id and y.position <= x.position and y.kind = 'open' where x.id = o.stage_id) else 1 + (hashtext(o.number) & 3) end`

/** One in ten is on its way, one in fifty cancelled. */
const orders = `
  insert into orders (workspace_id, id, created_at, updated_at, number, customer_id, kind_id, status, due_on, ordered_on, owner_id, currency, lines, subtotal, net_total, tax_total, total, base_total, base_net, product_ids, paid_total)
  select $1, gen_random_uuid(), now() - n * interval '1 minute', now() - n * interval '1 minute', 'B-' || n, c.ids[1 + n % cardinality(c.ids)], k.id, s.status, case when s.status in ('completed', 'cancelled', 'draft') then null else current_date - 20 + (n % 60)::int end,
    current_date - (n % 1400)::int, coalesce(c.owners[1 + n % cardinality(c.owners)], u.ids[1]), 'CNY',
    jsonb_build_array(jsonb_build_object('id', n, 'name', '豪华大床房', 'product', p.ids[1 + n % cardinality(p.ids)], 'quantity', 1 + n % 5, 'price', '880.0000', 'amount', t.total, 'total', t.total)),
    t.total, t.total, 0, t.total, t.total, t.total, array[p.ids[1 + n % cardinality(p.ids)]], case when n % 5 = 0 then 0 else t.total end
  from ${of}, (select id from order_kinds where workspace_id = $1 limit 1) k, (select array_agg(id order by id) as ids from products where workspace_id = $1) p,
    generate_series(1, ${sizes.orders}) n, lateral (select (1 + n % 5) * 880.00 as total) t,
    lateral (select case when n % 50 = 1 then 'cancelled' when n % 10 = 0 then (array['confirmed', 'in_production', 'produced', 'awaiting_payment', 'shipped'])[1 + (n / 10) % 5] when n % 100 = 3 then 'draft' else 'completed' end as status) s`

const invoices = `
  insert into invoices (workspace_id, id, created_at, updated_at, number, customer_id, order_id, status, kind, issued_on, due_on, owner_id, currency, total, net_total, base_total, base_net, paid_total, open_amount, paid_on)
  select $1, gen_random_uuid(), o.created_at, o.updated_at, o.number, o.customer_id, o.id, case when o.paid_total = 0 then 'issued' else 'paid' end, 'vat_special', o.ordered_on, o.ordered_on + 30, o.owner_id, 'CNY', o.total, o.total, o.total, o.total,
    o.paid_total, o.total - o.paid_total, case when o.paid_total > 0 then o.ordered_on + 20 end
  from orders o where o.workspace_id = $1 and o.number like 'B-%'`

/** Of everybody, by what is sold and by what is won, in this quarter. */
const quotas = `
  insert into quotas (workspace_id, id, created_at, updated_at, name, holder, person_id, measure, period, first_on, last_on, target, identity)
  select $1, gen_random_uuid(), now(), now(), 'B', 'person', u.id, m, 'quarter', date_trunc('quarter', current_date), date_trunc('quarter', current_date) + interval '3 months' - interval '1 day', 1000000, 'B ' || u.id || m
  from users u, unnest('{amount,margin,count,new_customers,visits}'::text[]) m where u.workspace_id = $1
  on conflict do nothing`
