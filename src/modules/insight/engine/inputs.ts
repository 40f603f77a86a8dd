/** What the metrics of customers are computed from: their purchases and contacts, summed up per customer in one statement a slice. */
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { literal } from '../metrics/shapes.ts'
import type { Rule } from '../objects/value-rule.ts'

export interface Slice {
  asOf: string
  rule: Rule
  /** Which customers, by an expression for their id. */
  within(id: Sql): Sql
  /** Of a full run: what the months of the company come to is kept under this number. */
  part?: { run: string; number: number }
}

/** Reads their records anew. Customers who are not there any more lose their inputs and values. */
export async function refreshInputs(ctx: Context, slice: Slice): Promise<void> {
  const { within } = slice
  const isGone = (id: Sql) => sql`not exists (select 1 from customers c where c.workspace_id = ${sql.workspace} and c.id = ${id} and c.deleted_at is null)`
  await ctx.db.rows(sql`delete from value_inputs i where i.workspace_id = ${sql.workspace} and ${within(sql`i.customer_id`)} and ${isGone(sql`i.customer_id`)}`)
  await ctx.db.rows(sql`delete from customer_values v where v.workspace_id = ${sql.workspace} and ${within(sql`v.id`)} and ${isGone(sql`v.id`)}`)
  if (slice.part) {
    const { run, number } = slice.part
    for (const table of ['value_moves', 'value_cohorts']) await ctx.db.rows(sql`delete from ${sql.id(table)} p where p.workspace_id = ${sql.workspace} and p.run_id = ${run}::uuid and p.part = ${number}`)
  }
  // Converting each instant by the name of a zone would cost more than the rest of the row; days come in the order of customers, so that nothing needs a hash, and what the statement has made itself has no statistics to join it by one at a time.
  await ctx.db.rows(sql`select set_config('timezone', ${ctx.workspace.timeZone}, true), set_config('enable_hashagg', 'off', true), set_config('enable_nestloop', 'off', true)`)
  await ctx.db.rows(inputsStatement(ctx, slice))
  await ctx.db.rows(sql`select set_config('timezone', 'UTC', true), set_config('enable_hashagg', 'on', true), set_config('enable_nestloop', 'on', true)`)
}

/** To the cent, so that what is scored is what is told. The days are those of the session's time zone, which refreshInputs sets. Purchases of one day are one; refunds lower the amount of their day. What lies after the day that is told for is not looked at. */
function inputsStatement(ctx: Context, { asOf, rule, within, part }: Slice): Sql {
  const { timeZone } = ctx.workspace
  const end = startOfDay(addDays(asOf, 1), timeZone)
  const day = sql`${asOf}::date`
  const ago = (days: number) => sql`(${day} - ${literal(days)}::int)`
  const windowStart = startOfDay(addDays(asOf, 1 - rule.window_days), timeZone)
  const stage = (number: number) => sql`d.day > ${ago(rule.stage_window_days * number)} and d.day <= ${ago(rule.stage_window_days * (number - 1))}`
  const years = sql`least((${day} - d.day) / 365.0, 50)::float8`
  return sql`with c as materialized (
      select c.id, c.personal_quality, c.tier, c.category from customers c where c.workspace_id = ${sql.workspace} and ${within(sql`c.id`)} and c.deleted_at is null),
    b as materialized (
      select p.id, 1::bigint << least(dense_rank() over (order by p.category) - 1, 61)::int as bit from products p where p.workspace_id = ${sql.workspace} and p.category is not null and p.deleted_at is null),
    d as materialized (
      select t.customer_id, t.at::date as day, count(*) filter (where t.kind = 'purchase' and t.amount > 0) as buys, sum(t.amount) as amount,
        sum(t.amount) - coalesce(sum(t.cost), 0) - coalesce(sum(t.amount) filter (where t.cost is null), 0) * ${literal(1 - rule.assumed_margin / 100)} as margin, bit_or(b.bit) as kinds
      from transactions t left join b on b.id = t.product_id
      where t.workspace_id = ${sql.workspace} and ${within(sql`t.customer_id`)} and t.at < ${end} and t.deleted_at is null
      group by 1, 2),
    bought as (
      select d.customer_id, count(*) filter (where d.buys > 0) as purchase_days, min(d.day) filter (where d.buys > 0) as first_on, max(d.day) filter (where d.buys > 0) as last_on,
        count(*) filter (where d.buys > 0 and d.day > ${ago(rule.window_days)}) as frequency,
        sum(d.amount) filter (where d.day > ${ago(rule.window_days)}) as monetary, sum(d.amount) filter (where d.day > ${ago(2 * rule.window_days)} and d.day <= ${ago(rule.window_days)}) as amount_before,
        sum(d.margin) filter (where d.day > ${ago(rule.window_days)}) as margin, sum(d.amount) as total_amount, sum(d.margin) as total_margin,
        sum(d.margin::float8 * power(${literal(1 + rule.discount_rate / 100)}::float8, ${years}) order by d.day)::numeric as historic_value,
        sum(d.amount) filter (where d.buys > 0) - coalesce((array_agg(d.amount order by d.day) filter (where d.buys > 0))[1], 0) as repeat_amount,
        array[${sql.join([1, 2, 3].map((number) => sql`coalesce(sum(d.amount) filter (where ${stage(number)}), 0)`))}] as amounts,
        array[${sql.join([1, 2, 3].map((number) => sql`count(*) filter (where d.buys > 0 and ${stage(number)})`))}]::int[] as days,
        bit_count(coalesce(bit_or(d.kinds) filter (where d.buys > 0), 0)::bit(64)) as categories,
        bit_count((coalesce(bit_or(d.kinds) filter (where d.buys > 0 and d.day > ${ago(rule.window_days)}), 0) & ~coalesce(bit_or(d.kinds) filter (where d.buys > 0 and d.day <= ${ago(rule.window_days)}), 0))::bit(64)) as new_categories
      from d group by 1),
    served as (
      select i.customer_id, avg(i.satisfaction) as attitude, sum(coalesce(i.cost, 0) + coalesce(i.minutes, 0) * case when i.channel in ('visit_out', 'visit_in', 'meeting') then ${literal(rule.visit_rate)}
        when i.channel = 'call' then ${literal(rule.call_rate)} else ${literal(rule.message_rate)} end) as cost
      from interactions i where i.workspace_id = ${sql.workspace} and ${within(sql`i.customer_id`)} and i.at >= ${windowStart} and i.at < ${end} and i.deleted_at is null group by 1),
    referred as (
      select r.referrer_id as customer_id, count(*) as n from customers r where r.workspace_id = ${sql.workspace} and r.referrer_id is not null and ${within(sql`r.referrer_id`)} and r.deleted_at is null group by 1),
    linked as (
      select l.customer_id, count(*) as n from relationships l where l.workspace_id = ${sql.workspace} and ${within(sql`l.customer_id`)} and l.deleted_at is null group by 1)
    ${part ? monthsOf({ rule, asOf: day, part }) : sql.empty}
    insert into value_inputs as kept (workspace_id, customer_id, ${sql.join(columns.map((name) => sql.id(name)))})
    select ${sql.workspace}, c.id, coalesce(o.purchase_days, 0), o.first_on, o.last_on, coalesce(o.frequency, 0), coalesce(o.monetary, 0), coalesce(o.amount_before, 0), round(coalesce(o.margin, 0), 2),
      coalesce(o.total_amount, 0), coalesce(o.total_margin, 0), coalesce(o.historic_value, 0), coalesce(o.repeat_amount, 0), coalesce(o.amounts, '{0,0,0}'), coalesce(o.days, '{0,0,0}'),
      coalesce(o.categories, 0), coalesce(o.new_categories, 0), round(coalesce(s.cost, 0), 2), s.attitude, coalesce(r.n, 0), coalesce(l.n, 0), c.personal_quality
    from c left join bought o on o.customer_id = c.id left join served s on s.customer_id = c.id left join referred r on r.customer_id = c.id left join linked l on l.customer_id = c.id
    on conflict (workspace_id, customer_id) do update set ${sql.join(columns.map((name) => sql`${sql.id(name)} = excluded.${sql.id(name)}`))}`
}

const columns = ['purchase_days', 'first_on', 'last_on', 'frequency', 'monetary', 'amount_before', 'margin', 'total_amount', 'total_margin', 'historic_value', 'repeat_amount', 'amounts', 'days',
  'categories', 'new_categories', 'serve_cost', 'attitude', 'referrals', 'links', 'quality'] as const

/**
 * The months of the company (leaky bucket, cohorts) from the same days. A customer counts for `active_months` from each month with a purchase;
 * whoever bought nothing in so many months is lost in the month after, and won back in the month of the next purchase.
 */
function monthsOf({ rule, asOf, part: { run, number } }: { rule: Rule; asOf: Sql; part: { run: string; number: number } }): Sql {
  const active = sql.raw(`interval '${rule.active_months} months'`)
  return sql`, months as materialized (
      select d.customer_id, date_trunc('month', d.day)::date as month, sum(d.amount) as amount from d where d.buys > 0 group by 1, 2),
    walked as materialized (
      select m.*, min(m.month) over w as cohort, lag(m.month) over w as before, lead(m.month) over w as after from months m window w as (partition by m.customer_id order by m.month rows between unbounded preceding and unbounded following)),
    moved as materialized (
      select c.tier, c.category, w.month, count(*) filter (where w.before is null) as gained, count(*) filter (where w.month > w.before + ${active}) as won_back, 0 as lost from walked w join c on c.id = w.customer_id group by 1, 2, 3
      union all
      select c.tier, c.category, (w.month + ${active})::date, 0, 0, count(*) from walked w join c on c.id = w.customer_id where (w.after is null or w.after > w.month + ${active}) and w.month + ${active} <= ${asOf} group by 1, 2, 3),
    moves as (
      insert into value_moves (workspace_id, run_id, part, dimension, value, month, gained, won_back, lost)
      select ${sql.workspace}, ${run}::uuid, ${number}, k.dimension, k.value, e.month, sum(e.gained), sum(e.won_back), sum(e.lost)
      from moved e cross join lateral (values ('all', ''), ('tier', e.tier), ('category', e.category)) k(dimension, value)
      where e.gained + e.won_back + e.lost > 0 group by 4, 5, 6),
    cohorts as (
      insert into value_cohorts (workspace_id, run_id, part, cohort, month, customers, amount)
      select ${sql.workspace}, ${run}::uuid, ${number}, w.cohort, w.month, count(*), sum(w.amount) from walked w group by 4, 5)`
}
