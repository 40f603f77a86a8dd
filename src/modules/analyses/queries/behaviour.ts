/** 行为: what is bought, where, when, how much at once and how often. */
import { addMonths } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { both, type Block } from '../rules/answer.ts'
import { customersOf, opensCustomers, opensPurchases, purchasesOf, type Asking } from './asking.ts'
import { byBand, customers, ofValues, rangeName } from './customer-sortings.ts'
import { mayRead } from './blocks.ts'
import { grouped } from './grouped.ts'
import { monthsBefore, monthsOf } from './months.ts'
import { byCategory, byChannel, byHour, byKind, byPlace, byProduct, byWay, byWeekday, lines, purchaseMeasures } from './purchase-sortings.ts'

export async function behaviour(ctx: Context, asking: Asking): Promise<Block[]> {
  const zone = ctx.workspace.timeZone
  const { sold, discount } = purchaseMeasures(0)
  const [things, baskets, intervals, months] = await Promise.all([
    grouped(ctx, { from: purchasesOf(ctx, asking), sortings: [byCategory, byProduct, byPlace, byChannel, byWay, byKind, byWeekday(zone), byHour(zone)], measures: [lines, sold, discount], opens: opensPurchases(asking) }),
    basketsOf(ctx, asking),
    grouped(ctx, { from: customersOf(ctx, asking), sortings: [byBand('mean_interval', [7, 14, 30, 60, 90, 180], 'days')], measures: [customers, ofValues.amount], opens: opensCustomers(asking) }),
    byMonth(ctx, asking),
  ])
  const whole: Block = { key: 'behaviour', draws: 'figures', total: null, columns: things.columns, rows: [{ name: { kind: 'word', key: 'all' }, figures: things.total, opens: opensPurchases(asking)({}) }] }
  return [whole, ...months, ...baskets, ...intervals.blocks, ...things.blocks]
}

const edges = [50, 100, 200, 500, 1000, 5000, 20_000]

/** A basket is what one customer bought on one day. No list is of baskets. */
async function basketsOf(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['transaction.amount', 'transaction.at', 'transaction.kind'])) return []
  const rows = await ctx.db.rows<{ band: number; baskets: number; lines: number; amount: string }>(sql`select s.band, count(*)::int as baskets, round(avg(s.lines), 1)::float8 as lines, sum(s.amount)::text as amount from (
      select b.lines, b.amount, ${sql.join(edges.map((edge) => sql.raw(`(b.amount >= ${edge})::int`)), ' + ')} as band
      from (select count(*) as lines, sum(t.amount) as amount from ${purchasesOf(ctx, asking, { kind: 'purchase', amount: { gt: 0 } })} group by t.customer_id, (t.at at time zone ${ctx.workspace.timeZone})::date) b) s
    group by s.band order by s.band`)
  if (rows.length === 0) return []
  const nameOf = rangeName(edges, 'money')
  return [{ key: 'baskets', draws: 'bars', total: null, columns: [{ key: 'baskets', unit: 'count' }, { key: 'amount', unit: 'money' }, { key: 'lines_each', unit: 'number' }], rows: rows.map(({ band, baskets, lines: each, amount }) => ({ name: nameOf(String(band)), figures: [baskets, amount, each], opens: null })) }]
}

async function byMonth(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['transaction.amount', 'transaction.at'])) return []
  const months = monthsBefore(asking.asOf, 24)
  const rows = (await monthsOf(ctx, asking, months)).filter(({ category }) => category === null)
  if (rows.length === 0) return []
  const known = new Map(rows.map((row) => [row.month, row]))
  const customer = Object.keys(asking.filter).length > 0 ? { customer: asking.filter } : {}
  return [{
    key: 'by_month', draws: 'lines', total: null, columns: [{ key: 'amount', unit: 'money' }, { key: 'buyers', unit: 'count' }],
    rows: months.map((month) => ({ name: { kind: 'month', month }, figures: [known.get(month)?.amount ?? '0.00', known.get(month)?.buyers ?? 0], opens: { object: 'transaction', filter: both({ at: { gte: month, lt: addMonths(month, 1) } }, customer) } })),
  }]
}
