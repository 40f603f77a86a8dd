/** What an occasion (a price, a price list, a campaign) did to purchases: before, while and after, in equally many days. */
import { addDays, addYears, diffDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { both, type Block, type Filter, type Row } from '../rules/answer.ts'
import type { Asking } from './asking.ts'
import { mayRead } from './blocks.ts'

/** An effect is looked for over so many days, before, while and after. */
const longest = 90

export interface Occasion {
  key: string
  name: string
  /** The purchases that are looked at, as a filter on them. */
  behind: Filter
  /** First and last day; the last is cut at the day that is told for and after `longest` days. */
  from: string
  until: string
  /** Null where it goes on. */
  endedOn: string | null
}

export const effectColumns: Block['columns'] = [
  { key: 'during', unit: 'money' }, { key: 'before', unit: 'money' }, { key: 'after', unit: 'money' }, { key: 'change', unit: 'percent' },
  { key: 'buyers', unit: 'count' }, { key: 'same_now', unit: 'money' }, { key: 'same_year_before', unit: 'money' }, { key: 'same_change', unit: 'percent' },
]

export function occasion({ until, asOf, ...rest }: Omit<Occasion, 'until' | 'endedOn'> & { until: string | null; asOf: string }): Occasion {
  const last = [until ?? asOf, asOf, addDays(rest.from, longest - 1)].toSorted()[0] ?? asOf
  return { ...rest, until: last, endedOn: until !== null && until < asOf ? until : null }
}

interface Effect { before: string; during: string; after: string; buyers: number; same_now: string; same_year_before: string }

/**
 * Of the products, or of the customers, of each occasion, by the customers asked for: all windows in one pass, first by customer, so that the same ones are
 * compared with themselves. What came after begins when it was over, however much later than the days that are looked at.
 * @param members rows of `key`, an occasion, and `id`, a product or customer of it, each once
 */
export async function effectsOf(ctx: Context, { filter, asOf }: Asking, { by, members, occasions }: { by: 'product_id' | 'customer_id'; members: Sql; occasions: readonly Occasion[] }): Promise<Map<string, Effect>> {
  if (occasions.length === 0 || !mayRead(ctx, ['transaction.amount', 'transaction.at'])) return new Map()
  const at = (day: string) => startOfDay(day, ctx.workspace.timeZone).toISOString()
  const given = occasions.map(({ key, from, until, endedOn }) => {
    const days = diffDays(from, until) + 1
    const end = addDays(until, 1)
    const after = endedOn === null ? end : addDays(endedOn, 1)
    return {
      key, from: at(from), until: at(end), before: at(addDays(from, -days)), after: at(after), after_until: at(endedOn === null ? end : [addDays(after, days), addDays(asOf, 1)].toSorted()[0] ?? after),
      year_from: at(addYears(from, -1)), year_until: at(addYears(end, -1)),
    }
  })
  const first = given.map(({ year_from, before }) => (year_from < before ? year_from : before)).toSorted()[0] ?? ''
  const where = whereOf(ctx, objectOf(ctx, 'transaction'), 't', { filter: both({ at: { gte: first } }, Object.keys(filter).length > 0 ? { customer: filter } : {}) })
  const within = (from: string, to: string): Sql => sql`coalesce(sum(t.amount) filter (where t.at >= e.${sql.id(from)} and t.at < e.${sql.id(to)}), 0)`
  const rows = await ctx.db.rows<Effect & { key: string }>(sql`with e as materialized (
      select * from json_to_recordset(${JSON.stringify(given)}::json) as r(key text, "from" timestamptz, until timestamptz, before timestamptz, after timestamptz, after_until timestamptz, year_from timestamptz, year_until timestamptz)),
    each as (select e.*, m.id from e join (${members}) m on m.key = e.key),
    s as (select e.key, t.customer_id, ${within('before', 'from')} as before, ${within('from', 'until')} as during, ${within('after', 'after_until')} as after, ${within('year_from', 'year_until')} as year_before
      from each e join transactions t on ${sql.id('t', by)} = e.id and t.at >= least(e.before, e.year_from) and t.at < greatest(e.until, e.after_until) where ${where} group by 1, 2)
    select s.key, sum(s.before)::text as before, sum(s.during)::text as during, sum(s.after)::text as after, (count(*) filter (where s.during > 0))::int as buyers,
      coalesce(sum(s.during) filter (where s.during > 0), 0)::text as same_now, coalesce(sum(s.year_before) filter (where s.during > 0), 0)::text as same_year_before
    from s group by 1`)
  return new Map(rows.map((row) => [row.key, row]))
}

const nothing: Effect = { before: '0.00', during: '0.00', after: '0.00', buyers: 0, same_now: '0.00', same_year_before: '0.00' }

/** In the order of `effectColumns`. */
export function effectRow({ filter }: Asking, { name, from, until, endedOn, behind }: Occasion, effect: Effect = nothing): Row {
  const change = (now: string, before: string) => (Number(before) > 0 ? Math.round((Number(now) / Number(before) - 1) * 1000) / 10 : null)
  return {
    name: { kind: 'text', text: name, days: [from, until] },
    figures: [effect.during, effect.before, endedOn === null ? null : effect.after, change(effect.during, effect.before), effect.buyers, effect.same_now, effect.same_year_before, change(effect.same_now, effect.same_year_before)],
    opens: { object: 'transaction', filter: both(behind, { at: { gte: from, lt: addDays(until, 1) } }, Object.keys(filter).length > 0 ? { customer: filter } : {}) },
  }
}
