/** What to offer a customer next: candidates by what goes with what they buy, by what customers of their kind buy, and by their own habit. */
import { addDays } from '../../../platform/calendar/days.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { asOfDay } from '../../insight/index.ts'
import { ruleOf } from '../engine/rule.ts'
import { bestOf, type Candidate } from '../rules/best-of.ts'
import { wordsOf, type Reason } from '../rules/reasons.ts'

export interface Suggestion extends Reason {
  product: { id: string; name: string }
  code: string | null
  category: string | null
  unit: string | null
  price: string | null
  quantity: number
  /** In the language of whoever reads it. */
  because: string
  last_bought_on: string | null
  /** When it was proposed to this customer and is still to be seen. */
  proposed_at: string | null
}

interface Row extends Candidate {
  name: string
  code: string | null
  category: string | null
  unit: string | null
  price: string | null
  quantity: number
  last_on: string | null
  proposed_at: string | null
}

/** Somebody who buys a thing more often than so many times has a habit; further behind than so many intervals it is broken. */
const habit = sql.raw('3')
const broken = sql.raw('3')
export const mostSuggestions = 8

/** @param id of a customer that the caller sees */
export async function nextProducts(ctx: Context, id: string, most = mostSuggestions): Promise<Suggestion[]> {
  const rule = await ruleOf(ctx)
  const day = await asOfDay(ctx)
  const rows = await ctx.db.rows<Row>(sql`with ${boughtBy(ctx, id, day)},
    kind as (
      select c.category, c.risk_tolerance, coalesce((select v.segment from customer_values v where v.workspace_id = ${sql.workspace} and v.id = c.id), '') as segment from customers c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid),
    -- Customers of the same category and segment where there are enough of them, else of the same category.
    likeness as (
      select s.category, s.segment from product_shares s join kind k on k.category = s.category and s.segment in (k.segment, '') where s.workspace_id = ${sql.workspace} group by 1, 2 order by s.segment desc limit 1),
    candidates as (
      select 'association' as source, a.also_id as product_id, a.together::float8 / a.buyers as share, (a.together::float8 / a.buyers) * (a.customers::float8 / a.also_buyers) as lift, json_build_object('id', f.id, 'name', f.name) as "from", a.together as buyers, a.customers, null::int as interval, null::int as gap
      from product_associations a join mine m on m.product_id = a.product_id and m.last_on > ${addDays(day, -rule.window_days)}::date
        join products f on f.workspace_id = ${sql.workspace} and f.id = a.product_id and f.deleted_at is null and ${allowed(ctx, 'product', 'see', 'f')}
      where a.workspace_id = ${sql.workspace} and a.deleted_at is null and a.confidence >= ${rule.least_share}
      union all
      select 'similar', s.product_id, s.buyers::float8 / s.customers, (s.buyers::float8 / s.customers) / (o.buyers::float8 / o.customers), null, s.buyers, s.customers, null, null
      from product_shares s join likeness l on l.category = s.category and l.segment = s.segment join product_shares o on o.workspace_id = ${sql.workspace} and o.category = '' and o.segment = '' and o.product_id = s.product_id
      where s.workspace_id = ${sql.workspace} and s.buyers * 100.0 >= s.customers * ${rule.least_share}::numeric and (s.buyers::float8 / s.customers) / (o.buyers::float8 / o.customers) >= ${rule.least_lift}::float8
      union all
      select 'due', m.product_id, null, null, null, null, null, m.interval, m.gap from mine m where m.days >= ${habit} and m.gap > m.interval and m.gap <= m.interval * ${broken})
    select d.source, d.product_id as product, d.share, d.lift, d."from", d.buyers, d.customers, d.interval, d.gap, p.name, p.code, p.category, p.unit, ${priceOf(ctx)} as price, case when d.source = 'due' then m.quantity else 1 end as quantity, m.last_on::text as last_on,
      (select max(o.proposed_at) from product_proposals o where o.workspace_id = ${sql.workspace} and o.customer_id = ${id}::uuid and o.product_id = p.id and o.outcome = 'open' and o.deleted_at is null) as proposed_at
    from candidates d join products p on p.workspace_id = ${sql.workspace} and p.id = d.product_id cross join kind k left join mine m on m.product_id = p.id
    where ${isOffered(ctx, id)} and (d.source = 'due' or m.product_id is null or (m.gap >= ${rule.recent_days} and (m.days < ${habit} or m.gap > m.interval * ${broken})))`)
  return bestOf(rows, most).map(({ product, name, last_on: last, ...row }) => ({ ...row, product: { id: product, name }, because: wordsOf(row, ctx.language), last_bought_on: last }))
}

/** What a customer bought so far, by product: `mine`. */
export function boughtBy(ctx: Context, id: string, day: string): Sql {
  return sql`mine as materialized (
      select s.product_id, s.days, s.last_on, (${day}::date - s.last_on) as gap, greatest((s.last_on - s.first_on) / greatest(s.days - 1, 1), 1)::int as interval, s.quantity from (
        select t.product_id, count(distinct d.day) as days, min(d.day) as first_on, max(d.day) as last_on, greatest(percentile_disc(0.5) within group (order by coalesce(t.quantity, 1)), 0.001)::float8 as quantity
        from transactions t cross join lateral (select (t.at at time zone ${ctx.workspace.timeZone})::date as day) d
        where t.workspace_id = ${sql.workspace} and t.customer_id = ${id}::uuid and t.kind = 'purchase' and t.amount > 0 and t.product_id is not null and t.deleted_at is null and d.day <= ${day}::date and ${allowed(ctx, 'transaction', 'see', 't')}
        group by 1) s)`
}

/** Of the product `p` for the customer `k`: sold now, seen by the caller, not excluded, not too much of a risk. What is excluded until a day is so by the calendar on the wall, whatever day values are told for. */
export function isOffered(ctx: Context, id: string): Sql {
  return sql`p.deleted_at is null and p.is_active and ${allowed(ctx, 'product', 'see', 'p')} and ${suits}
      and not exists (select 1 from product_exclusions e where e.workspace_id = ${sql.workspace} and e.customer_id = ${id}::uuid and e.product_id = p.id and e.deleted_at is null and (e.until is null or e.until >= ${today(ctx.clock, ctx.workspace.timeZone)}::date))`
}

export const suits = sql`(p.risk_level is null or k.risk_tolerance is null or p.risk_level <= k.risk_tolerance)`

function priceOf(ctx: Context): Sql {
  return readableField(ctx, objectOf(ctx, 'product'), 'price') ? sql`p.price::text` : sql`null`
}
