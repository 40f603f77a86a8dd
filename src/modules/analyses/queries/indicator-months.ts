/**
 * What the indicators came to, as SQL: parts and wholes by month and by the department of whoever a customer, or a request, belongs to ('' where
 * there is none). Each statement is one pass over its records of the months asked for.
 */
import { addMonths } from '../../../platform/calendar/days.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { costOfContact, ratesOfPeople, type Rates } from '../../insight/index.ts'
import type { Filter } from '../rules/answer.ts'
import type { IndicatorKey } from '../rules/indicators.ts'
import { campaignShares } from './campaign-shares.ts'

export interface Asked {
  /** First days of the first and the last month. */
  first: string
  last: string
  /** For how many months a purchase makes a customer (the rule's leaky bucket). */
  active: number
  /** What a minute of contact costs: those of the value rule. */
  rates: Rates
}

/** Joined, not asked for row by row: there are as many as customers in a month. */
const owner = (id: Sql) => sql`left join users u on u.workspace_id = ${sql.workspace} and u.id = ${id}`
const department = sql`coalesce(u.department_id::text, '')`

/** Rows of (indicator, month, department, part, whole). */
type Rows = Sql

const row = (key: IndicatorKey, { part, whole, from }: { part: Sql; whole: Sql; from: Sql }): Rows => sql`select ${key}::text as indicator, x.month, x.department, ${part} as part, ${whole} as whole from ${from}`

export function purchaseRows(ctx: Context, { first, last, active }: Asked): Rows {
  const earliest = addMonths(first, -active)
  return sql`with t as materialized (
      select t.customer_id, date_trunc('month', t.at at time zone ${ctx.workspace.timeZone})::date as month, count(distinct (t.at at time zone ${ctx.workspace.timeZone})::date) filter (where t.kind = 'purchase' and t.amount > 0) as days, sum(t.amount) as amount
      from transactions t where ${living(ctx, 'transaction', 't', { at: { gte: earliest, lt: addMonths(last, 1) } })} group by 1, 2),
    b as materialized (
      select t.customer_id, t.month, t.days, t.amount, ${department} as department, v.first_purchase_on < t.month as is_known
      from t join customers c on c.workspace_id = ${sql.workspace} and c.id = t.customer_id left join customer_values v on v.workspace_id = ${sql.workspace} and v.id = t.customer_id ${owner(sql`c.owner_id`)}),
    x as materialized (
      select b.month, b.department, sum(b.amount) as amount, sum(b.days) as days, count(*) filter (where b.days > 0) as buyers, count(*) filter (where b.days > 0 and b.is_known) as known
      from b where b.month >= ${first}::date group by 1, 2),
    w as materialized (select b.department, b.month, lead(b.month) over (partition by b.customer_id order by b.month) as after from b where b.days > 0),
    l as materialized (
      select (w.month + ${months(active)})::date as month, w.department, count(*) as lost from w
      where (w.after is null or w.after > w.month + ${months(active)}) and w.month + ${months(active)} <= ${last}::date group by 1, 2),
    ${openings({ first, last, active })}
    ${sql.join([
      row('amount', { part: sql`x.amount`, whole: sql`null::numeric`, from: sql`x` }),
      row('frequency', { part: sql`x.days`, whole: sql`x.buyers`, from: sql`x` }),
      row('repeat_rate', { part: sql`x.known`, whole: sql`x.buyers`, from: sql`x` }),
      row('churn_rate', { part: sql`coalesce((select l.lost from l where l.month = x.month and l.department = x.department), 0)`, whole: sql`x.opening`, from: sql`o x` }),
      // A part of the cost of keeping them; the contacts are added below.
      sql`select 'opening'::text, x.month, x.department, x.opening, null::numeric from o x`,
    ], ' union all ')}`
}

/** How many were customers as each month began: everyone counts from the month after a purchase for so many months, or until the next. */
function openings({ first, last, active }: Pick<Asked, 'first' | 'last' | 'active'>): Sql {
  return sql`steps as materialized (
      select e.department, e.month, sum(e.step) as step from (
        select w.department, (w.month + interval '1 month')::date as month, 1 as step from w
        union all
        select w.department, (least(coalesce(w.after, 'infinity'), (w.month + ${months(active)})::date) + interval '1 month')::date, -1 from w) e group by 1, 2),
    o as materialized (
      select s.month::date as month, d.department, coalesce((select sum(e.step) from steps e where e.department = d.department and e.month <= s.month), 0) as opening
      from generate_series(${first}::date, ${last}::date, interval '1 month') s(month) cross join (select distinct e.department from steps e) d)`
}

export function requestRows(ctx: Context, { first, last }: Asked): Rows {
  const zone = ctx.workspace.timeZone
  const of = (key: IndicatorKey, { at, part }: { at: string; part: Sql }): Rows => sql`select ${key}::text as indicator, date_trunc('month', r.${sql.id(at)} at time zone ${zone})::date as month, ${department} as department, sum(${part}) as part, count(*)::numeric as whole
    from service_requests r ${owner(sql`r.owner_id`)} where ${living(ctx, 'request', 'r', { [at]: { gte: first, lt: addMonths(last, 1) } })} and ${part} is not null group by 2, 3`
  return sql.join([
    of('satisfaction', { at: 'completed_at', part: sql`r.evaluation` }),
    of('first_response', { at: 'received_at', part: sql`r.minutes_to_first_response / 60.0` }),
    of('solution', { at: 'completed_at', part: sql`r.minutes_to_complete / 60.0` }),
  ], ' union all ')
}

/**
 * Contacts with those who had bought before the month began keep customers; all others, and those of the month of the first purchase, win them.
 * What campaigns cost joins both, by whom they won.
 */
export function contactRows(ctx: Context, { first, last, rates }: Asked): Rows {
  return sql`with i as materialized (
      select date_trunc('month', i.at at time zone ${ctx.workspace.timeZone})::date as month, i.customer_id, i.satisfaction, ${costOfContact(rates)} as cost
      from interactions i ${ratesOfPeople(rates)} where ${living(ctx, 'interaction', 'i', { at: { gte: first, lt: addMonths(last, 1) } })} and i.customer_id is not null),
    x as materialized (
      select i.month, ${department} as department, sum(i.satisfaction) as felt, count(i.satisfaction) as said,
        sum(i.cost) filter (where coalesce(v.first_purchase_on < i.month, false)) as keeping, sum(i.cost) filter (where not coalesce(v.first_purchase_on < i.month, false)) as winning
      from i join customers c on c.workspace_id = ${sql.workspace} and c.id = i.customer_id left join customer_values v on v.workspace_id = ${sql.workspace} and v.id = i.customer_id ${owner(sql`c.owner_id`)} group by 1, 2),
    k as materialized (
      select s.month, ${department} as department, sum(s.amount) filter (where s.is_known) as keeping, sum(s.amount) filter (where not s.is_known) as winning
      from (${campaignShares(ctx, { first, last })}) s ${owner(sql`s.owner_id`)} group by 1, 2),
    c as materialized (select c.month, c.department, coalesce(sum(c.keeping), 0) as keeping, coalesce(sum(c.winning), 0) as winning from (select x.month, x.department, x.keeping, x.winning from x union all select k.month, k.department, k.keeping, k.winning from k) c group by 1, 2),
    g as materialized (
      select date_trunc('month', v.first_purchase_on)::date as month, ${department} as department, count(*) as gained
      from customer_values v join customers c on c.workspace_id = ${sql.workspace} and c.id = v.id ${owner(sql`c.owner_id`)}
      where v.workspace_id = ${sql.workspace} and v.first_purchase_on >= ${first}::date and v.first_purchase_on < ${addMonths(last, 1)}::date and ${living(ctx, 'customer', 'c', {})} group by 1, 2)
    ${sql.join([
      sql`select 'satisfaction_felt'::text as indicator, x.month, x.department, x.felt as part, x.said::numeric as whole from x where x.said > 0`,
      sql`select 'acquisition_cost'::text, coalesce(c.month, g.month), coalesce(c.department, g.department), coalesce(c.winning, 0), coalesce(g.gained, 0)::numeric from c full join g on g.month = c.month and g.department = c.department`,
      sql`select 'retention_cost'::text, c.month, c.department, c.keeping, null::numeric from c`,
    ], ' union all ')}`
}

/** As customers are now. @param month that it is kept for */
export function standingRows(ctx: Context, month: string): Rows {
  return sql`with x as materialized (
      select ${department} as department, sum(v.lifetime_value) as worth, count(v.lifetime_value) as valued, sum(v.loyalty_index) as points, count(v.loyalty_index) as judged
      from customers c join customer_values v on v.workspace_id = ${sql.workspace} and v.id = c.id ${owner(sql`c.owner_id`)} where ${living(ctx, 'customer', 'c', {})} group by 1)
    select 'lifetime_value'::text as indicator, ${month}::date as month, x.department, x.worth as part, x.valued::numeric as whole from x where x.valued > 0
    union all select 'loyalty_index'::text, ${month}::date, x.department, x.points, x.judged::numeric from x where x.judged > 0`
}

function living(ctx: Context, object: string, alias: string, filter: Filter): Sql {
  return whereOf(ctx, objectOf(ctx, object), alias, { filter })
}

function months(count: number): Sql {
  return sql.raw(`interval '${Math.trunc(count)} months'`)
}
