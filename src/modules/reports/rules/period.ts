/** The span of days of a report, the one that it is compared with, and the buckets of time in it. */
import { addDays, addMonths, diffDays, isDay, partsOf, startOfMonth, startOfQuarter, startOfWeek, startOfYear } from '../../../platform/calendar/days.ts'
import { resolveRelative, type RelativeOptions } from '../../../platform/calendar/relative.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** Half-open: `to` does not belong to it. `step` leads to the span before. */
export interface Span {
  from: string
  to: string
  step: { months: number } | { days: number }
}

const starts: Record<Unit, (day: string) => string> = { day: (day) => day, week: startOfWeek, month: startOfMonth, quarter: startOfQuarter, year: startOfYear }
const months = { month: 1, quarter: 3, year: 12 } as const

const rolling = /^last_([1-9]\d{0,2})_(day|week|month|quarter|year)s$/
const soFar = /^(month|quarter|year)_so_far$/
const whole = /^(?:this|last|next)_(week|month|quarter|year)$|^today$|^yesterday$/
const plain = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/

/** Whether the text says a range at all. */
export function isRange(range: string): boolean {
  const days = plain.exec(range)
  if (days) return isDay(days[1] ?? '') && isDay(days[2] ?? '') && range.slice(0, 10) <= range.slice(12) && range.slice(0, 10) >= '1900-01-01' && range.slice(12) < '2200-01-01'
  return rolling.test(range) || soFar.test(range) || whole.test(range)
}

/**
 * Rolling spans (`last_12_months`) and those so far (`year_so_far`) end today, so that what they are compared with ends on the same day.
 * @param range as `isRange` takes it
 */
export function spanOf(range: string, options: RelativeOptions): Span {
  const today = dayOf(options.now, options.timeZone)
  const days = plain.exec(range)
  if (days) return ofDays(days[1] ?? today, addDays(days[2] ?? today, 1))
  const far = soFar.exec(range)
  if (far) {
    const unit = far[1] === 'quarter' ? 'quarter' : far[1] === 'year' ? 'year' : 'month'
    return { from: starts[unit](today), to: addDays(today, 1), step: { months: months[unit] } }
  }
  const last = rolling.exec(range)
  if (last) return rollingSpan(Number(last[1]), last[2] ?? 'day', today)
  const resolved = resolveRelative(range, options)
  if (!resolved) throw new RangeError(`no range: ${range}`)
  const unit = whole.exec(range)?.[1]
  const step = unit === 'month' || unit === 'quarter' || unit === 'year' ? { months: months[unit] } : { days: diffDays(resolved.fromDay, resolved.toDay) }
  return { from: resolved.fromDay, to: resolved.toDay, step }
}

/** The running unit and those before it. */
function rollingSpan(count: number, unit: string, today: string): Span {
  const to = addDays(today, 1)
  if (unit === 'day') return { from: addDays(to, -count), to, step: { days: count } }
  if (unit === 'week') return { from: addDays(startOfWeek(today), -7 * (count - 1)), to, step: { days: 7 * count } }
  const each = unit === 'month' || unit === 'quarter' || unit === 'year' ? unit : 'month'
  return { from: addMonths(starts[each](today), -months[each] * (count - 1)), to, step: { months: months[each] * count } }
}

/** Whole months go back by months, everything else by its own length. */
function ofDays(from: string, to: string): Span {
  const [first, end] = [partsOf(from), partsOf(to)]
  const isWhole = first.day === 1 && end.day === 1
  return { from, to, step: isWhole ? { months: (end.year - first.year) * 12 + end.month - first.month } : { days: diffDays(from, to) } }
}

export function spanBefore(span: Span, compare: 'period_before' | 'year_before'): Span {
  const { step } = span
  if (compare === 'year_before') return back(span, 12)
  if ('months' in step) return back(span, step.months)
  return { from: addDays(span.from, -step.days), to: addDays(span.to, -step.days), step }
}

/** A span that ends with a month goes on doing so: February is compared with the whole of January. */
function back({ from, to, step }: Span, count: number): Span {
  const end = partsOf(to).day === 1 ? addMonths(to, -count) : addDays(addMonths(addDays(to, -1), -count), 1)
  return { from: addMonths(from, -count), to: end, step }
}

/** The first day of every bucket that the days from `from` to before `to` touch; null where there are more than `most`. */
export function bucketsOf(unit: Unit, from: string, to: string, most: number): string[] | null {
  const found: string[] = []
  for (let start = starts[unit](from); start < to; start = bucketAfter(unit, start)) {
    found.push(start)
    if (found.length > most) return null
  }
  return found
}

export function bucketAfter(unit: Unit, start: string): string {
  if (unit === 'day') return addDays(start, 1)
  return unit === 'week' ? addDays(start, 7) : addMonths(start, months[unit])
}
