/** What a group of consumption lines comes to: sum, count, mean, by product and by month, against the period before (S03). */
import { addDays, addMonths, diffDays, endOfMonth, partsOf, startOfMonth } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { forbidden } from '../../../platform/problems.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { isLiving } from '../../../kernel/records/living.ts'

export interface StatisticsRequest {
  /** In the filter language, on transactions. */
  filter?: unknown
  /** First and last day, both included, in the workspace's zone. The period before is as long. */
  from?: string
  to?: string
}

export interface Figures {
  count: number
  sum: string
  /** Null where there is nothing to average. */
  mean: string | null
}

export interface Statistics {
  total: Figures
  /** Null without a period: then nothing is "before". */
  previous: Figures | null
  by_product: { product: string; count: number; sum: string }[]
  by_month: { month: string; count: number; sum: string }[]
  last_at: string | null
}

/** One pass over the lines of the period and the one before. Sums are exact decimals. */
export async function transactionStatistics(ctx: Context, request: StatisticsRequest): Promise<Statistics> {
  if (!maySeeFigures(ctx)) throw forbidden()
  const where = whereOf(ctx, objectOf(ctx, 'transaction'), 'c', { filter: request.filter ?? {} })
  const zone = ctx.workspace.timeZone
  const start = request.from ? startOfDay(request.from, zone) : null
  const end = request.to ? startOfDay(addDays(request.to, 1), zone) : null
  const before = request.from ? periodBefore(request.from, request.to ?? null, ctx) : null
  const inPeriod = sql.and([...(start ? [sql`c.at >= ${start}`] : []), ...(end ? [sql`c.at < ${end}`] : [])])
  const statistics = statisticsOf(ctx, { where, inPeriod, inPrevious: before ? sql`(c.at >= ${before.from} and c.at < ${before.to})` : null })
  const [row] = await ctx.db.rows<{ statistics: Statistics }>(sql`select ${statistics} as statistics`)
  if (!row) throw new Error('A statement without a condition gives one row')
  return row.statistics
}

/** Of all lines of one customer that is there, for its page. */
export function customerStatistics(ctx: Context, id: Sql): Sql | null {
  if (verdictOf(ctx, 'transaction', 'see') === false || !maySeeFigures(ctx)) return null
  const object = objectOf(ctx, 'transaction')
  const where = sql`c.workspace_id = ${sql.workspace} and c.customer_id = ${id}::uuid and ${isLiving(ctx, object, 'c', 'customer')} and ${allowed(ctx, object.name, 'see', 'c')}`
  return statisticsOf(ctx, { where, inPeriod: sql.raw('true'), inPrevious: null })
}

/** Sums and products say what the lines say. */
function maySeeFigures(ctx: Context): boolean {
  const object = objectOf(ctx, 'transaction')
  return ['amount', 'item', 'at'].every((name) => readableField(ctx, object, name))
}

/** An expression of type json, of the form of `Statistics`. */
function statisticsOf(ctx: Context, { where, inPeriod, inPrevious }: { where: Sql; inPeriod: Sql; inPrevious: Sql | null }): Sql {
  return sql`(with grouped as materialized (
      select ${inPeriod} as is_current, c.item, date_trunc('month', c.at at time zone ${ctx.workspace.timeZone}) as month,
        count(*) as count, sum(c.amount) as sum, max(c.at) as last_at
      from transactions c where ${where} and ${inPrevious ? sql`(${inPeriod} or ${inPrevious})` : inPeriod}
      group by 1, 2, 3)
    select json_build_object('total', ${figures(sql`g.is_current`)}, 'previous', ${inPrevious ? figures(sql`not g.is_current`) : sql.raw('null')},
      'by_product', (select coalesce(json_agg(json_build_object('product', p.item, 'count', p.count, 'sum', p.sum::text) order by p.sum desc), '[]'::json) from (
        select g.item, sum(g.count) as count, sum(g.sum) as sum from grouped g where g.is_current group by g.item order by sum(g.sum) desc limit 50) p),
      'by_month', (select coalesce(json_agg(json_build_object('month', to_char(m.month, 'YYYY-MM'), 'count', m.count, 'sum', m.sum::text) order by m.month), '[]'::json) from (
        select g.month, sum(g.count) as count, sum(g.sum) as sum from grouped g where g.is_current group by g.month order by g.month desc limit 120) m),
      'last_at', max(g.last_at) filter (where g.is_current)) from grouped g)`
}

function figures(condition: Sql): Sql {
  const [count, total] = [sql`sum(g.count) filter (where ${condition})`, sql`sum(g.sum) filter (where ${condition})`]
  return sql`json_build_object('count', coalesce(${count}, 0), 'sum', coalesce(${total}, 0)::text, 'mean', round(${total} / nullif(${count}, 0), 2)::text)`
}

/**
 * Just as long, just before: as many months where the period is whole months (March against February), else as many days. Up
 * to now where the period has no end.
 */
function periodBefore(from: string, to: string | null, ctx: Context): { from: Date; to: Date } {
  const zone = ctx.workspace.timeZone
  const start = startOfDay(from, zone)
  if (to === null) return { from: new Date(2 * start.getTime() - ctx.clock.now().getTime()), to: start }
  return { from: startOfDay(firstDayBefore(from, to), zone), to: start }
}

export function firstDayBefore(from: string, to: string): string {
  const isWholeMonths = from === startOfMonth(from) && to === endOfMonth(to)
  if (!isWholeMonths) return addDays(from, -(diffDays(from, to) + 1))
  const [first, last] = [partsOf(from), partsOf(to)]
  return addMonths(from, -((last.year - first.year) * 12 + last.month - first.month + 1))
}
