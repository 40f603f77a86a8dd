/** What was expected week by week against what came in the end. */
import { today } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { forbidden } from '../../../platform/problems.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { errorOf, errorsOf, methods, type KeptWeek, type Method, type MethodError } from '../rules/accuracy.ts'
import { periodName, type Period } from '../rules/period.ts'
import { ofScope, type ForecastScope } from './forecast.ts'
import { instantsOf } from './sources.ts'

export interface Accuracy {
  periods: {
    name: string
    first_on: string
    last_on: string
    /** Won in the period. */
    actual: string
    /** The first first; errors in percent of what came. */
    weeks: (KeptWeek & { errors: Record<Method, number | null> })[]
  }[]
  /** Over all those weeks. */
  methods: MethodError[]
}

/** Periods looked back to. */
const most = 6

/**
 * Of periods that are over, the latest first, among the kept forecasts and the opportunities that the caller may see.
 * @throws Problem 403 for whoever may not read what the figures are made of.
 */
export async function accuracyOf(ctx: Context, { period, scope }: { period: Period; scope: ForecastScope }): Promise<Accuracy> {
  const [kept, won] = [objectOf(ctx, 'forecast'), objectOf(ctx, 'opportunity')]
  if (!['person', ...methods].every((name) => readableField(ctx, kept, name)) || !['amount', 'closed_at', 'status', 'owner'].every((name) => readableField(ctx, won, name))) throw forbidden()
  const weeks = await ctx.db.rows<KeptWeek & { first_on: string; last_on: string }>(
    sql`with mine as (select f.* from forecasts f where ${whereOf(ctx, kept, 'f', {})} and f.period = ${period} and f.last_on < ${today(ctx.clock, ctx.workspace.timeZone)}::date and ${ofScope(ctx, scope, sql`f.person_id`)}),
      latest as (select distinct m.first_on from mine m order by m.first_on desc limit ${sql.raw(String(most))})
      select m.first_on::text as first_on, m.last_on::text as last_on, m.week_on::text as week_on, sum(m.committed)::text as committed, sum(m.best_case)::text as best_case,
        sum(m.weighted)::text as weighted, case when bool_and(m.by_history is not null) then sum(m.by_history)::text end as by_history
      from mine m join latest l on l.first_on = m.first_on group by 1, 2, 3 order by 1 desc, 3`,
  )
  const firsts = [...new Map(weeks.map(({ first_on: first, last_on: last }) => [first, last]))]
  const actual = await actualOf(ctx, firsts.map(([first, last]) => ({ first, last })), scope)
  const periods = firsts.map(([first, last]) => ({
    name: periodName(period, first), first_on: first, last_on: last, actual: actual.get(first) ?? '0.00',
    weeks: weeks.filter((week) => week.first_on === first).map(({ first_on: _first, last_on: _last, ...week }) => week),
  }))
  return {
    periods: periods.map((each) => ({
      ...each,
      weeks: each.weeks.map((week) => ({ ...week, errors: { committed: errorOf(week.committed, each.actual), best_case: errorOf(week.best_case, each.actual), weighted: errorOf(week.weighted, each.actual), by_history: errorOf(week.by_history, each.actual) } })),
    })),
    methods: errorsOf(periods),
  }
}

async function actualOf(ctx: Context, spans: readonly { first: string; last: string }[], scope: ForecastScope): Promise<Map<string, string>> {
  if (spans.length === 0) return new Map()
  const given = JSON.stringify(spans.map((span) => ({ first_on: span.first, ...instantsOf(span, ctx.workspace.timeZone) })))
  const rows = await ctx.db.rows<{ first_on: string; actual: string }>(
    sql`with p as materialized (select * from json_to_recordset(${given}::json) as p(first_on date, "from" timestamptz, until timestamptz))
      select p.first_on::text as first_on, sum(c.amount)::text as actual
      from p join opportunities c on c.status = 'won' and c.closed_at >= p."from" and c.closed_at < p.until
      where ${whereOf(ctx, objectOf(ctx, 'opportunity'), 'c', {})} and c.currency = ${ctx.workspace.currency} and c.amount is not null and c.owner_id is not null and ${ofScope(ctx, scope, sql`c.owner_id`)}
      group by 1`,
  )
  return new Map(rows.map(({ first_on: first, actual }) => [first, actual]))
}
