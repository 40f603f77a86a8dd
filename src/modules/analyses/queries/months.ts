/** Months of purchases, whole ones, with nothing left out between them. */
import { addMonths, startOfMonth } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { both } from '../rules/answer.ts'
import type { Asking } from './asking.ts'

export interface MonthRow {
  month: string
  /** Of the customers; null is all of them. */
  category: string | null
  amount: string
  buyers: number
}

/** The first days of the last whole months before the day that is told for. */
export function monthsBefore(asOf: string, count: number): string[] {
  const first = addMonths(startOfMonth(asOf), -count)
  return Array.from({ length: count }, (_, index) => addMonths(first, index))
}

/** Each month as a whole and by the category of the customers: one pass. */
export function monthsOf(ctx: Context, { filter }: Pick<Asking, 'filter'>, months: readonly string[]): Promise<MonthRow[]> {
  const [first = '', last = ''] = [months[0], months.at(-1)]
  const where = whereOf(ctx, objectOf(ctx, 'transaction'), 't', { filter: both({ at: { gte: first, lt: addMonths(last, 1) } }, Object.keys(filter).length > 0 ? { customer: filter } : {}) })
  return ctx.db.rows<MonthRow>(sql`select s.month::text as month, s.category, sum(s.amount)::text as amount, count(distinct s.buyer)::int as buyers from (
      select date_trunc('month', t.at at time zone ${ctx.workspace.timeZone})::date as month, c.category, t.amount, case when t.kind = 'purchase' and t.amount > 0 then t.customer_id end as buyer
      from transactions t join customers c on c.workspace_id = ${sql.workspace} and c.id = t.customer_id where ${where}) s
    group by grouping sets ((s.month), (s.month, s.category)) order by 1`)
}
