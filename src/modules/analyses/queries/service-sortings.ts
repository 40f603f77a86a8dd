/** What requests `c` (with the asset `a`) and vouchers `v` (with the asset `a`, its product `ap`, the request `c`) are sorted by, and what is counted of them. */
import { addDays, addMonths, startOfMonth, startOfWeek } from '../../../platform/calendar/days.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { both, type Filter, type RowName } from '../rules/answer.ts'
import type { Sorting } from './blocks.ts'
import type { Measure } from './grouped.ts'
import type { SpreadMeasure, SpreadSorting } from './spread.ts'

const orNothing = (field: string, key: string | null): Filter => ({ [field]: key ?? { is_empty: true } })

export const byAssignee: SpreadSorting = { key: 'service_person', by: sql`c.owner_id`, needs: ['request.owner', 'user.name'], isOfPeople: true, name: (text) => ({ kind: 'text', text }), opens: (key) => orNothing('owner', key) }

export const byTeam: SpreadSorting = { key: 'service_team', by: sql`c.team_id`, named: 'departments', needs: ['request.team', 'department.name'], name: (text) => ({ kind: 'text', text }), opens: (key) => (key === null ? { not: { team: { name: { is_empty: false } } } } : { team: { name: key } }) }

/** Of the request itself, else of the asset that it is about. */
export const byProductOrAsset: SpreadSorting = {
  key: 'service_product', by: sql`coalesce(c.product_id, a.product_id)`, named: 'products', needs: ['request.product', 'request.asset', 'asset.product', 'product.name'], name: (text) => ({ kind: 'text', text }),
  opens: (key) => {
    const named = key === null ? { is_empty: false } : key
    const either = { or: [{ product: { name: named } }, { product: { is_empty: true }, asset: { product: { name: named } } }] }
    return key === null ? { not: either } : either
  },
}

export const byCause: SpreadSorting = { key: 'service_cause', by: sql`nullif(c.cause, '')`, needs: ['request.cause'], name: (text) => ({ kind: 'text', text }), opens: (key) => orNothing('cause', key) }

export function byOption(field: string): SpreadSorting {
  return { key: `service_${field}`, by: sql.id('c', field), needs: [`request.${field}`], name: (key) => ({ kind: 'option', object: 'request', field, key }), opens: (key) => orNothing(field, key) }
}

export type Step = 'week' | 'month'

/**
 * Weeks and months by the clock of the company: the days of each, cut to those asked for; keys are their places among `stepsOf`.
 * @param zone of the column, where it is a time and no day
 */
export function byTime({ field, column, zone, step, from, to, needs }: { field: string; column: Sql; zone: string | null; step: Step; from: string; to: string; needs: string }): Sorting {
  const steps = stepsOf(step, from, to)
  // Told by where it lies among the beginnings: the clock of the company is asked for each of those and not for each row.
  const begins = zone === null ? sql`${steps}::date[]` : sql`${steps.map((day) => startOfDay(day, zone).toISOString())}::timestamptz[]`
  const dayOf = (key: string | null) => steps[Number(key) - 1] ?? from
  return {
    key: 'service_trend', needs: [needs], isOrdered: true, isWithoutUnknown: true, by: sql`width_bucket(${column}, ${begins})`,
    name: (key) => nameOfStep(step, dayOf(key)),
    opens: (key) => opensStep({ field, step, from, to }, dayOf(key)),
  }
}

export const nameOfStep = (step: Step, day: string): RowName => (step === 'week' ? { kind: 'week', day } : { kind: 'month', month: day })

export function opensStep({ field, step, from, to }: { field: string; step: Step; from: string; to: string }, first: string): Filter {
  const next = step === 'week' ? addDays(first, 7) : addMonths(first, 1)
  return { [field]: { gte: first < from ? from : first, lt: next > to ? to : next } }
}

/** The first days of all weeks or months that have a day in the time. */
export function stepsOf(step: Step, from: string, to: string): string[] {
  const days: string[] = []
  for (let day = step === 'week' ? startOfWeek(from) : startOfMonth(from); day < to; day = step === 'week' ? addDays(day, 7) : addMonths(day, 1)) days.push(day)
  return days
}

const ages = [1, 3, 7, 14, 30, 90]

/** For how long a request has been open. */
export function byAgeOpen(now: Date): Sorting {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
  return {
    key: 'service_age', needs: ['request.received_at'], isOrdered: true, by: sql`(${sql.join(ages.map((age) => sql`(c.received_at <= ${ago(age)}::timestamptz)::int`), ' + ')})::text`,
    name: (band) => ({ kind: 'range', from: ages[Number(band) - 1] ?? null, to: ages[Number(band)] ?? null, unit: 'days' }),
    opens: (band) => {
      const [younger, older] = [ages[Number(band) - 1], ages[Number(band)]]
      return { received_at: { ...(younger === undefined ? {} : { lte: ago(younger) }), ...(older === undefined ? {} : { gt: ago(older) }), ...(younger === undefined && older === undefined ? { is_empty: false } : {}) } }
    },
  }
}

const counted = (key: string): Measure => ({ key, unit: 'count', of: sql.raw('1'), fold: () => sql.raw('count(*)'), isAdditive: true })

const rows = (key: string): SpreadMeasure => ({ key, unit: 'count', how: 'rows', isAdditive: true })
const share = (key: string, of: Sql, needs: string, narrows: Filter): SpreadMeasure => ({ key, unit: 'percent', how: 'mean', of, times: 100, digits: 1, needs: [needs], isAdditive: false, narrows })

/** A time in working minutes: by half of all, and by nine of ten. */
function time(key: string, field: string): SpreadMeasure[] {
  return ([['median', 0.5], ['p90', 0.9]] as const).map(([name, part]) => ({ key: `${key}_${name}`, unit: 'minutes' as const, how: 'part' as const, field, of: sql.id('c', field), part, needs: [`request.${field}`], isAdditive: false, narrows: { [field]: { is_empty: false } } }))
}

const kept = (clock: 'response' | 'solution') => share(`${clock}_kept`, sql`case ${sql.id('c', `${clock}_state`)} when 'met' then 1 when 'breached' then 0 end`, `request.${clock}_state`, { [`${clock}_state`]: 'breached' })

/** What a figure of kept clocks opens are those that were late: they are what one wants to see. */
export const ofReceived: SpreadMeasure[] = [rows('received'), ...time('response', 'minutes_to_first_response'), kept('response'), ...time('assign', 'minutes_to_assign')]

const rating = { of: sql`c.evaluation`, needs: ['request.evaluation'], narrows: { evaluation: { is_empty: false } } }

export const ofCompleted: SpreadMeasure[] = [
  rows('completed'), ...time('complete', 'minutes_to_complete'), kept('solution'),
  share('first_contact', sql`c.is_first_contact::int`, 'request.is_first_contact', { is_first_contact: true }),
  share('reopened', sql`(c.reopened_count > 0)::int`, 'request.reopened_count', { reopened_count: { gt: 0 } }),
  { key: 'rating', unit: 'number', how: 'mean', times: 1, digits: 2, isAdditive: false, ...rating },
  { key: 'rated', unit: 'count', how: 'known', isAdditive: true, ...rating },
]

export const ofOpen: Measure[] = [
  counted('open'),
  {
    key: 'late_now', unit: 'count', of: sql`(coalesce(c.solution_state, '') = 'breached' or (c.first_response_at is null and coalesce(c.response_state, '') = 'breached'))::int`, fold: (column) => sql`coalesce(sum(${column}), 0)`,
    needs: ['request.solution_state', 'request.response_state', 'request.first_response_at'], isAdditive: true, narrows: { or: [{ solution_state: 'breached' }, { response_state: 'breached', first_response_at: { is_empty: true } }] },
  },
  { key: 'nobody', unit: 'count', of: sql`(c.owner_id is null)::int`, fold: (column) => sql`coalesce(sum(${column}), 0)`, needs: ['request.owner'], isAdditive: true, narrows: { owner: { is_empty: true } } },
]

const sum = (column: Sql) => sql`coalesce(sum(${column}), 0)`

/** Of visits by their vouchers `v`. @param rate what a minute of a visit costs, as the value of customers has it */
export function ofVisits(rate: number): Measure[] {
  const labour = sql`coalesce(v.minutes, 0) * ${sql.raw(`(${rate})`)}::numeric`
  // Of what was put in: what it cost us, where that is known of the product.
  const parts = sql`case when v.lines = '[]' then 0 else coalesce((select sum((l.line ->> 'quantity')::numeric * q.cost) from jsonb_array_elements(v.lines) l(line)
    join products q on q.workspace_id = ${sql.workspace} and q.id = (l.line ->> 'product')::uuid), 0) end`
  const partsNeed = ['service_voucher.lines', 'product.cost']
  return [
    counted('visits'),
    { key: 'visit_minutes', unit: 'minutes', of: sql`v.minutes`, fold: sum, needs: ['service_voucher.minutes'], isAdditive: true, narrows: { minutes: { gt: 0 } } },
    { key: 'labour_cost', unit: 'money', of: labour, fold: sum, needs: ['service_voucher.minutes'], isAdditive: true, narrows: { minutes: { gt: 0 } } },
    { key: 'parts_cost', unit: 'money', of: parts, fold: sum, needs: partsNeed, isAdditive: true, narrows: { products: { is_empty: false } } },
    { key: 'service_cost', unit: 'money', of: sql`${labour} + ${parts}`, fold: sum, needs: ['service_voucher.minutes', ...partsNeed], isAdditive: true },
    { key: 'charged', unit: 'money', of: sql`v.base_total`, fold: sum, needs: ['service_voucher.base_total'], isAdditive: true, narrows: { base_total: { gt: 0 } } },
  ]
}

export const byEngineer: Sorting = { key: 'service_person', by: sql`v.engineer_id::text`, needs: ['service_voucher.engineer', 'user.name'], isOfPeople: true, name: (text) => ({ kind: 'text', text }), opens: (key) => orNothing('engineer', key) }
export const byVisitClass: Sorting = { key: 'service_service_class', by: sql`v.service_class`, needs: ['service_voucher.service_class'], name: (key) => ({ kind: 'option', object: 'service_voucher', field: 'service_class', key }), opens: (key) => orNothing('service_class', key) }
export const byVisitProduct: Sorting = { key: 'service_product', by: sql`ap.name`, needs: ['service_voucher.asset', 'asset.product', 'product.name'], name: (text) => ({ kind: 'text', text }), opens: (key) => (key === null ? { not: { asset: { product: { name: { is_empty: false } } } } } : { asset: { product: { name: key } } }) }
export const byVisitCause: Sorting = { key: 'service_cause', by: sql`nullif(c.cause, '')`, needs: ['service_voucher.request', 'request.cause'], name: (text) => ({ kind: 'text', text }), opens: (key) => (key === null ? { not: { request: { cause: { is_empty: false } } } } : { request: { cause: key } }) }

export const withFilter = (filter: Filter, own: Filter): Filter => (Object.keys(filter).length > 0 ? both(own, { request: filter }) : own)
