/** 趋势: how amounts and numbers of customers went, and how they go on; by category of customers as well. */
import { addMonths } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { both, type Block, type ForecastSeries, type Unit } from '../rules/answer.ts'
import { forecastOf } from '../rules/forecast.ts'
import { customersOf, type Asking } from './asking.ts'
import { mayRead } from './blocks.ts'
import { monthsBefore, monthsOf } from './months.ts'

const told = 6
const looked = 48
const mostCategories = 5

export async function trend(ctx: Context, asking: Asking): Promise<{ blocks: Block[]; forecasts: ForecastSeries[] }> {
  if (!mayRead(ctx, ['transaction.amount', 'transaction.at'])) return { blocks: [], forecasts: [] }
  const all = monthsBefore(asking.asOf, looked)
  const [rows, gained] = await Promise.all([monthsOf(ctx, asking, all), gainedOf(ctx, asking, all)])
  const whole = new Map(rows.filter(({ category }) => category === null).map((row) => [row.month, row]))
  // Months before the first purchase say nothing of how it goes on, nor does the one in which records begin: it is not whole.
  const begin = rows[0]?.month ?? '9999'
  const months = all.filter((month) => month > begin || (month === begin && month === all[0]))
  if (months.length === 0) return { blocks: [], forecasts: [] }
  const series = (key: string, unit: Unit, of: (month: string) => number, option?: ForecastSeries['option']) => seriesOf({ key, unit, option }, months, of)
  const categories = mayRead(ctx, ['customer.category']) ? largest(rows) : []
  const forecasts = [
    series('amount', 'money', (month) => Number(whole.get(month)?.amount ?? 0)),
    series('buyers', 'count', (month) => whole.get(month)?.buyers ?? 0),
    ...(gained ? [series('gained', 'count', (month) => gained.get(month) ?? 0)] : []),
    ...categories.map((category) => {
      const own = new Map(rows.filter((row) => row.category === category).map((row) => [row.month, row]))
      return series(category, 'count', (month) => own.get(month)?.buyers ?? 0, { object: 'customer', field: 'category' })
    }),
  ]
  const customer = Object.keys(asking.filter).length > 0 ? { customer: asking.filter } : {}
  const block: Block = {
    key: 'months', draws: 'table', total: null,
    columns: [{ key: 'amount', unit: 'money' }, { key: 'buyers', unit: 'count' }, ...(gained ? [{ key: 'gained', unit: 'count' as const }] : [])],
    rows: months.toReversed().slice(0, 24).map((month) => ({
      name: { kind: 'month', month }, figures: [whole.get(month)?.amount ?? '0.00', whole.get(month)?.buyers ?? 0, ...(gained ? [gained.get(month) ?? 0] : [])],
      opens: { object: 'transaction', filter: both({ at: { gte: month, lt: addMonths(month, 1) } }, customer) },
    })),
  }
  return { blocks: [block], forecasts }
}

function seriesOf(given: Pick<ForecastSeries, 'key' | 'unit' | 'option'>, months: string[], of: (month: string) => number): ForecastSeries {
  const values = months.map(of)
  const { method, points, back_test } = forecastOf(values, told)
  const next = addMonths(months.at(-1) ?? '', 1)
  const digits = given.unit === 'money' ? 0 : 1
  const rounded = (value: number) => Number(value.toFixed(digits))
  return { ...given, months, values, method, back_test, ahead: points.map(({ value, low, high }, index) => ({ month: addMonths(next, index), value: rounded(value), low: rounded(low), high: rounded(high) })) }
}

function largest(rows: readonly { category: string | null; buyers: number }[]): string[] {
  const sums = new Map<string, number>()
  for (const { category, buyers } of rows) if (category !== null) sums.set(category, (sums.get(category) ?? 0) + buyers)
  return [...sums].filter(([, buyers]) => buyers > 0).toSorted((one, other) => other[1] - one[1]).slice(0, mostCategories).map(([category]) => category)
}

/** Who bought for the first time in each month. */
async function gainedOf(ctx: Context, asking: Asking, months: readonly string[]): Promise<Map<string, number> | null> {
  if (!readableField(ctx, objectOf(ctx, 'customer_value'), 'first_purchase_on')) return null
  const rows = await ctx.db.rows<{ month: string; n: number }>(sql`select date_trunc('month', v.first_purchase_on)::date::text as month, count(*)::int as n from ${customersOf(ctx, asking)} and v.first_purchase_on >= ${months[0] ?? ''}::date group by 1`)
  return new Map(rows.map(({ month, n }) => [month, n]))
}
