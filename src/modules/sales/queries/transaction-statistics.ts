/** What a group of consumption lines comes to: sum, count, mean, by product and by month, against the period before (S03). */
import { addDays, addMonths, diffDays, endOfMonth, partsOf, startOfMonth } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { forbidden } from '../../../platform/problems.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'

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

interface Row {
  total: Figures
  previous: Figures
  by_product: Statistics['by_product'] | null
  by_month: Statistics['by_month'] | null
  last_at: string | null
}

/** One pass over the lines of the period and the one before. Sums are exact decimals. */
export async function transactionStatistics(ctx: Context, request: StatisticsRequest, options: { keepsPlan?: boolean } = {}): Promise<Statistics> {
  // Sums and products say what the lines say.
  const object = objectOf(ctx, 'transaction')
  if (!['amount', 'item', 'at'].every((name) => readableField(ctx, object, name))) throw forbidden()
  const where = whereOf(ctx, object, 'c', { filter: request.filter ?? {} })
  const zone = ctx.workspace.timeZone
  const start = request.from ? startOfDay(request.from, zone) : null
  const end = request.to ? startOfDay(addDays(request.to, 1), zone) : null
  const before = request.from ? periodBefore(request.from, request.to ?? null, ctx) : null
  const inPeriod = sql.and([...(start ? [sql`c.at >= ${start}`] : []), ...(end ? [sql`c.at < ${end}`] : [])])
  const inPrevious = before ? sql`c.at >= ${before.from} and c.at < ${before.to}` : sql.raw('false')
  const reach = before ? sql`and c.at >= ${before.from} ${end ? sql`and c.at < ${end}` : sql.empty}` : end ? sql`and c.at < ${end}` : sql.empty
  const [row] = await ctx.db.rows<Row>(sql`
    with grouped as materialized (
      select ${inPeriod} as is_current, c.item, ${monthOf(zone)} as month, count(*) as count, sum(c.amount) as sum, max(c.at) as last_at
      from transactions c where ${where} ${reach} and (${inPeriod} or ${inPrevious})
      group by 1, 2, 3)
    select ${figures(sql`g.is_current`)} as total, ${figures(sql`not g.is_current`)} as previous,
      (select json_agg(json_build_object('product', p.item, 'count', p.count, 'sum', p.sum::text) order by p.sum desc) from (
        select g.item, sum(g.count) as count, sum(g.sum) as sum from grouped g where g.is_current group by g.item order by sum(g.sum) desc limit 50) p) as by_product,
      (select json_agg(json_build_object('month', m.month, 'count', m.count, 'sum', m.sum::text) order by m.month) from (
        select g.month, sum(g.count) as count, sum(g.sum) as sum from grouped g where g.is_current group by g.month order by g.month desc limit 120) m) as by_month,
      (select max(g.last_at) from grouped g where g.is_current) as last_at`, { prepared: options.keepsPlan })
  if (!row) throw new Error('A statement without a condition gives one row')
  return { total: row.total, previous: before ? row.previous : null, by_product: row.by_product ?? [], by_month: row.by_month ?? [], last_at: row.last_at }
}

function figures(condition: Sql): Sql {
  return sql`(select json_build_object('count', coalesce(sum(g.count), 0), 'sum', coalesce(sum(g.sum), 0)::text,
    'mean', round(sum(g.sum) / nullif(sum(g.count), 0), 2)::text) from grouped g where ${condition})`
}

function monthOf(zone: string): Sql {
  return sql`to_char(c.at at time zone ${zone}, 'YYYY-MM')`
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
