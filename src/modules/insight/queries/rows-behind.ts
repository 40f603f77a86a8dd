/** The rows that the metrics of a customer are computed from: what the card of a customer opens. */
import { addDays } from '../../../platform/calendar/days.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Run } from '../engine/runs.ts'
import { windowOf } from '../engine/told-inputs.ts'
import type { MetricName } from '../metrics/all.ts'
import { costsToServe } from './costs-to-serve.ts'

export interface RowsBehind {
  object: string
  filter: Record<string, unknown>
  /** The field that names the customer. */
  by: string
}

/** Of metrics that come from rows by themselves; the others come from these. Ends of days are those of the company. */
export function rowsBehind(ctx: Context, { as_of: asOf, rule }: Pick<Run, 'as_of' | 'rule'>): Partial<Record<MetricName, RowsBehind>> {
  const from = addDays(asOf, 1 - rule.window_days)
  const { begin, end } = windowOf(ctx.workspace.timeZone, from, asOf)
  const within = { at: { gte: begin.toISOString(), lt: end.toISOString() } }
  const of = (object: string, filter: Record<string, unknown>, by = 'customer'): RowsBehind => ({ object, filter, by })
  const [recent, ever, brought] = [of('transaction', within), of('transaction', { at: { lt: end.toISOString() } }), of('customer', {}, 'referrer')]
  const costs = Object.fromEntries(costsToServe(ctx, { asOf, window: { from } }).map(({ field, object, filter }) => [field, of(object, filter)]))
  const rows: Partial<Record<MetricName, RowsBehind>> = {
    monetary: recent, margin: recent, frequency: recent,
    first_purchase_on: ever, recency_days: ever, mean_interval: ever, historic_value: ever, simple_value: ever, repeat_part: ever, tenure_part: ever, range_part: ever,
    referral_part: brought, attitude_part: of('interaction', { ...within, satisfaction: { is_empty: false } }),
    ...costs,
  }
  return rows.complaint_cost ? { ...rows, complaint_part: rows.complaint_cost } : rows
}
