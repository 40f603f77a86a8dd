/** 300,000 opportunities (50,000 open), 1,000,000 orders, as many invoices (a fifth open) and two years of kept forecasts for a seeded company, by SQL alone. */
import type pg from 'pg'
import { compile } from '../src/platform/db/sql.ts'
import { waysOf } from '../src/modules/opportunities/index.ts'

/** Two years of kept weeks of everybody. */
export const sizes = { opportunities: 300_000, orders: 1_000_000, weeks: 104 }

/** Kept for the next run: each part goes on where the run before stopped, so that a folder that was left half filled is filled. */
export async function enterSales(session: pg.Client, ws: string): Promise<void> {
  const made: string[] = []
  const enter = async (table: string, statement: string | null) => {
    if (statement === null) return
    console.error(`entering ${table} ...`)
    await session.query('set session_replication_role = replica')
    await session.query(statement, [ws])
    await session.query('set session_replication_role = default')
    made.push(table)
  }
  await session.query(quotas, [ws])
  await enterOpportunities(session, ws, sizes.opportunities)
  await enter('orders', await missing(session, ws, 'orders', sizes.orders, orders))
  await enter('invoices', (await known(session, ws, 'invoices')) >= sizes.orders ? null : invoices)
  await enter('forecasts', (await keptWeeks(session, ws)) >= sizes.weeks ? null : forecasts)
  if (made.length > 0) await session.query(`vacuum (analyze) quotas, ${made.join(', ')}`)
}

/** The opportunities alone. */
export async function enterOpportunities(session: pg.Client, ws: string, count: number): Promise<void> {
  const statement = await missing(session, ws, 'opportunities', count, opportunities)
  await session.query('set session_replication_role = replica')
  if (statement) await session.query(statement, [ws])
  const { rowCount } = await session.query(stays, [ws])
  if (rowCount) await enterWays(session, ws)
  await session.query('set session_replication_role = default')
  if (statement || rowCount) await session.query('vacuum (analyze) opportunities, stage_stays')
}

/** What makes the rows from the one behind the last on; null where all are there. */
async function missing(session: pg.Client, ws: string, table: string, count: number, of: (from: number, to: number) => string): Promise<string | null> {
  const from = (await known(session, ws, table)) + 1
  return from > count ? null : of(from, count)
}

async function known(session: pg.Client, ws: string, table: string): Promise<number> {
  const { rows } = await session.query<{ n: string }>(`select count(*) as n from ${table} where workspace_id = $1 and number like 'B-%'`, [ws])
  return Number(rows[0]?.n)
}

async function keptWeeks(session: pg.Client, ws: string): Promise<number> {
  const { rows } = await session.query<{ n: string }>('select count(distinct week_on) as n from forecasts where workspace_id = $1', [ws])
  return Number(rows[0]?.n)
}

async function enterWays(session: pg.Client, ws: string): Promise<void> {
  const { rows } = await session.query<{ id: string }>(`select id from opportunities where workspace_id = $1 and number like 'B-%'`, [ws])
  const { text, values } = compile(waysOf(rows.map(({ id }) => id)), ws)
  await session.query(text, values)
}

const of = `(select array_agg(id order by number) as ids, array_agg(owner_id order by number) as owners from (select id, number, owner_id from customers where workspace_id = $1 and deleted_at is null limit 50000) x) c,
  (select array_agg(id order by id) as ids from users where workspace_id = $1) u`

/** Two in five won, two in five lost, the rest open in one of the four stages. */
const opportunities = (from: number, to: number) => `
  insert into opportunities (workspace_id, id, created_at, updated_at, number, name, customer_id, pipeline_id, stage_id, status, amount, currency, probability, weighted_amount, close_on, opened_on, source, owner_id, closed_at, closed_from_id, reason, stage_since, stage_due_on, stage_probability, moves)
  select $1, gen_random_uuid(), now() - n * interval '1 minute', now() - n * interval '1 minute', 'B-' || n, '年度框架协议 ' || n, c.ids[1 + n % cardinality(c.ids)], p.id, s.id, s.kind, (n % 9000) * 10, 'CNY', s.probability,
    round((n % 9000) * s.probability / 10.0, 2), current_date + (n % 90)::int, current_date - (n % 700)::int, (array['referral', 'tender', 'visit', 'existing'])[1 + n % 4], coalesce(c.owners[1 + n % cardinality(c.owners)], u.ids[1]),
    case when s.kind <> 'open' then now() - (n % 600) * interval '1 day' end, case when s.kind <> 'open' then o.ids[1 + n % 4] end, case when s.kind <> 'open' then 'price' end,
    now() - (n % 60) * interval '1 day', case when s.kind = 'open' then current_date - (n % 60)::int + 21 end, s.probability, 1
  from ${of}, (select id from pipelines where workspace_id = $1 order by position limit 1) p,
    lateral (select array_agg(id order by position) as ids from stages where workspace_id = $1 and pipeline_id = p.id and kind = 'open') o,
    generate_series(${from}, ${to}) n,
    lateral (select x.id, x.kind, x.probability from stages x where x.workspace_id = $1 and x.pipeline_id = p.id
      and case when n % 6 = 0 then x.id = o.ids[1 + (n / 6) % 4] when n % 5 < 3 then x.kind = 'won' else x.kind = 'lost' end limit 1) s`

const stays = `
  insert into stage_stays (workspace_id, id, created_at, updated_at, opportunity_id, stage_id, from_at, until_at)
  select $1, gen_random_uuid(), now(), now(), o.id, s.id, o.opened_on + s.n * interval '8 days', case when o.status = 'open' and s.id = o.stage_id then null else o.opened_on + (s.n + 1) * interval '8 days' end
  from opportunities o join (select id, pipeline_id, row_number() over (partition by pipeline_id order by position) as n from stages where workspace_id = $1 and kind = 'open') s on s.pipeline_id = o.pipeline_id
  where o.workspace_id = $1 and o.number like 'B-%'
    and not exists (select 1 from stage_stays y where y.workspace_id = $1 and y.opportunity_id = o.id)
    and s.n <= case when o.status = 'open' then (select count(*) from stages x join stages y on y.pipeline_id = x.pipeline_id and y.position <= x.position and y.kind = 'open' where x.id = o.stage_id) else 1 + (hashtext(o.number) & 3) end`

/** One in ten is on its way, one in fifty cancelled. */
const orders = (from: number, to: number) => `
  insert into orders (workspace_id, id, created_at, updated_at, number, customer_id, kind_id, status, due_on, ordered_on, owner_id, currency, lines, subtotal, net_total, tax_total, total, base_total, base_net, product_ids, paid_total)
  select $1, gen_random_uuid(), now() - n * interval '1 minute', now() - n * interval '1 minute', 'B-' || n, c.ids[1 + n % cardinality(c.ids)], k.id, s.status, case when s.status in ('completed', 'cancelled', 'draft') then null else current_date - 20 + (n % 60)::int end,
    current_date - (n % 1400)::int, coalesce(c.owners[1 + n % cardinality(c.owners)], u.ids[1]), 'CNY',
    jsonb_build_array(jsonb_build_object('id', n, 'name', '豪华大床房', 'product', p.ids[1 + n % cardinality(p.ids)], 'quantity', 1 + n % 5, 'price', '880.0000', 'amount', t.total, 'total', t.total)),
    t.total, t.total, 0, t.total, t.total, t.total, array[p.ids[1 + n % cardinality(p.ids)]], case when n % 5 = 0 then 0 else t.total end
  from ${of}, (select id from order_kinds where workspace_id = $1 limit 1) k, (select array_agg(id order by id) as ids from products where workspace_id = $1) p,
    generate_series(${from}, ${to}) n, lateral (select (1 + n % 5) * 880.00 as total) t,
    lateral (select case when n % 50 = 1 then 'cancelled' when n % 10 = 0 then (array['confirmed', 'in_production', 'produced', 'awaiting_payment', 'shipped'])[1 + (n / 10) % 5] when n % 100 = 3 then 'draft' else 'completed' end as status) s`

const invoices = `
  insert into invoices (workspace_id, id, created_at, updated_at, number, customer_id, order_id, status, kind, issued_on, due_on, owner_id, currency, total, net_total, base_total, base_net, paid_total, open_amount, paid_on)
  select $1, gen_random_uuid(), o.created_at, o.updated_at, o.number, o.customer_id, o.id, case when o.paid_total = 0 then 'issued' else 'paid' end, 'vat_special', o.ordered_on, o.ordered_on + 30, o.owner_id, 'CNY', o.total, o.total, o.total, o.total,
    o.paid_total, o.total - o.paid_total, case when o.paid_total > 0 then o.ordered_on + 20 end
  from orders o where o.workspace_id = $1 and o.number like 'B-%' and not exists (select 1 from invoices i where i.workspace_id = $1 and i.order_id = o.id)`

/** Of everybody, by what is sold and by what is won, in this quarter. */
const quotas = `
  insert into quotas (workspace_id, id, created_at, updated_at, name, holder, person_id, measure, period, first_on, last_on, target, identity)
  select $1, gen_random_uuid(), now(), now(), 'B', 'person', u.id, m, 'quarter', date_trunc('quarter', current_date), date_trunc('quarter', current_date) + interval '3 months' - interval '1 day', 1000000, 'B ' || u.id || m
  from users u, unnest('{amount,margin,count,new_customers,visits}'::text[]) m where u.workspace_id = $1
  on conflict do nothing`

/**
 * What everybody expected of this month and quarter and the next, each Monday: what came in the end, off by up to a third at first and by
 * less from week to week. Of periods that are not over it is measured by what has come so far.
 */
const forecasts = `
  with won as materialized (
    select o.owner_id as person, k.kind, date_trunc(k.kind, o.closed_at)::date as first_on, sum(o.amount) as amount
    from opportunities o, unnest('{month,quarter}'::text[]) k(kind) where o.workspace_id = $1 and o.status = 'won' and o.deleted_at is null group by 1, 2, 3
  ), said as (
    select u.id as person, k.kind, p.first_on, (p.first_on + k.length - interval '1 day')::date as last_on, w.week_on, coalesce(won.amount, 0) as came,
      least(1, greatest(0, (w.week_on - p.first_on)::numeric / (date(p.first_on + k.length) - p.first_on))) as gone, ((hashtext(u.id::text || p.first_on) % 100) - 20) / 300.0 as hope
    from users u cross join (select date_trunc('week', current_date)::date - 7 * n as week_on from generate_series(0, ${sizes.weeks - 1}) n) w
      cross join (values ('month', interval '1 month'), ('quarter', interval '3 months')) k(kind, length) cross join generate_series(0, 1) ahead
      cross join lateral (select (date_trunc(k.kind, w.week_on) + ahead * k.length)::date as first_on) p
      left join won on won.person = u.id and won.kind = k.kind and won.first_on = p.first_on
    where u.workspace_id = $1
  ), rounded as (
    select s.*, round(s.came * s.gone, 2) as closed, round(greatest(s.came * s.gone, s.came * (1 + s.hope * (1 - s.gone))), 2) as committed from said s
  )
  insert into forecasts (workspace_id, id, created_at, updated_at, person_id, period, first_on, last_on, week_on, closed, committed, best_case, pipeline, weighted, by_history)
  select $1, gen_random_uuid(), r.week_on, r.week_on, r.person, r.kind, r.first_on, r.last_on, r.week_on, r.closed, r.committed, round(r.committed * 1.25, 2), round(r.committed * 1.6, 2),
    round(r.committed * 1.1, 2), round(r.committed * 1.02, 2)
  from rounded r on conflict do nothing`
