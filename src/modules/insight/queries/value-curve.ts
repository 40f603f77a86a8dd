/** The curve of one customer: what its values were at the end of each day, week or month, read from what changes left behind and from the row of now. */
import { addDays, dayNumber, fromDayNumber } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { lastRun } from '../engine/runs.ts'
import { metrics } from '../metrics/all.ts'

const drawn = ['monetary', 'profit', 'loyalty_index', 'lifetime_value', 'lifecycle_stage'] as const
export type DrawnMetric = (typeof drawn)[number]

export interface ValueCurve {
  as_of: string | null
  step: 'day' | 'week' | 'month'
  /** Rising; the last is the day that values are told for. */
  days: string[]
  /** Of the metrics that the reader may read: decimal text or the key of a stage, as long as `days`; null where there was none. */
  values: Partial<Record<DrawnMetric, (string | null)[]>>
}

/** So many points are told apart; what is older than five years is left to the history. */
const most = 60

/** @param customer whom the caller may see */
export async function valueCurve(ctx: Context, customer: string): Promise<ValueCurve> {
  const asOf = (await lastRun(ctx))?.as_of
  const [known] = await ctx.db.rows<{ since: string }>(sql`select least((v.created_at at time zone ${ctx.workspace.timeZone}::text)::date,
      (select min(k.day) - 1 from value_changes k where k.workspace_id = ${sql.workspace} and k.customer_id = v.id))::text as since
    from customer_values v where v.workspace_id = ${sql.workspace} and v.id = ${customer}::uuid`)
  if (!asOf || !known) return { as_of: null, step: 'month', days: [], values: {} }
  const { step, days } = stepsBetween(known.since, asOf)
  const object = objectOf(ctx, 'customer_value')
  const names = drawn.filter((name) => readableField(ctx, object, name))
  // A change keeps what was before its day: at the end of a day stands what the next change after it kept, and after the last one the row of now.
  const rows = await ctx.db.rows<Record<string, string | null>>(sql`select ${sql.join([sql`d.day::text as day`, ...names.map((name) => sql`case when ${sql.id(metrics[name].set)}.past is null then ${sql.id('v', name)}::text else ${sql.id(metrics[name].set)}.past ->> ${name} end as ${sql.id(name)}`)])}
    from customer_values v cross join unnest(${days}::date[]) d(day)
      ${sql.join([...new Set(names.map((name) => metrics[name].set))].map((set) => sql`left join lateral (select k."values" as past from value_changes k
        where k.workspace_id = ${sql.workspace} and k.customer_id = v.id and k.metric_set = ${set} and k.day > d.day order by k.day limit 1) ${sql.id(set)} on true`), ' ')}
    where v.workspace_id = ${sql.workspace} and v.id = ${customer}::uuid order by d.day`)
  return { as_of: asOf, step, days, values: Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)])) }
}

/** Ends of days, weeks or months from the first day on, whichever are few enough; the last is `to` itself. */
export function stepsBetween(from: string, to: string): Pick<ValueCurve, 'step' | 'days'> {
  const span = Math.max(0, dayNumber(to) - dayNumber(from))
  const step = span < most ? 'day' : span < most * 7 ? 'week' : 'month'
  if (step !== 'month') {
    const length = step === 'day' ? 1 : 7
    return { step, days: Array.from({ length: Math.floor(span / length) + 1 }, (_, at) => fromDayNumber(dayNumber(to) - at * length)).toReversed() }
  }
  const days = [to]
  for (let end = addDays(`${to.slice(0, 7)}-01`, -1); end >= from && days.length < most; end = addDays(`${end.slice(0, 7)}-01`, -1)) days.push(end)
  return { step, days: days.toReversed() }
}
