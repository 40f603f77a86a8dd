import { addDays, addMonths, addYears, isDay, startOfMonth, startOfQuarter, startOfWeek, startOfYear } from './days.ts'
import { dayOf, startOfDay } from './zones.ts'

/** Half-open: `from` and `fromDay` belong to the range, `to` and `toDay` do not. */
export type TimeRange = { from: Date; to: Date; fromDay: string; toDay: string }

export type RelativeOptions = {
  now: Date
  /** IANA name. */
  timeZone: string
}

/**
 * The range of time that a relative word of a filter means, or null for a text that means none.
 *
 * Words are whole local days: today, yesterday, tomorrow, this_week (from Monday), last_week, ..., next_year. A plain day
 * ('2026-05-01') is that day. Lengths are a sign and a number of 1 to 9999 with d (days), w (weeks), m (months) or y
 * (years): "-30d" the last 30 days (in_last; the sign may be left out), "+7d" the next 7 (in_next). They are whole local
 * days as well, today included on either side, so that "7d" holds today and six other days, and a filter finds the same
 * records in a field of days and in a field of instants. Hours (12h) are exact and end or begin at now; their days are
 * all days they touch.
 */
export function resolveRelative(word: string, options: RelativeOptions): TimeRange | null {
  // Outside of the try, so that a time zone that does not exist is not taken for a word without sense.
  const today = dayOf(options.now, options.timeZone)
  try {
    return resolve(word, today, options)
  } catch (error) {
    // "9999y" and the last day of 9999 lead out of the calendar: no range, as for any other word without sense.
    if (error instanceof RangeError) return null
    throw error
  }
}

function resolve(word: string, today: string, options: RelativeOptions): TimeRange | null {
  const { timeZone } = options
  const length = /^([+-]?)([1-9]\d{0,3})([hdwmy])$/.exec(word)
  if (length !== null) return rangeOf({ isFuture: length[1] === '+', count: Number(length[2]), unit: length[3] ?? '' }, today, options)
  if (isDay(word)) return wholeDays(word, addDays(word, 1), timeZone)
  const period = periods.get(word)
  if (period === undefined) return null
  const [fromDay, toDay] = period(today)
  return wholeDays(fromDay, toDay, timeZone)
}

const periods: ReadonlyMap<string, (today: string) => [string, string]> = new Map([
  ['today', (today) => [today, addDays(today, 1)]],
  ['yesterday', (today) => [addDays(today, -1), today]],
  ['tomorrow', (today) => [addDays(today, 1), addDays(today, 2)]],
  ['this_week', (today) => weeks(today, 0)],
  ['last_week', (today) => weeks(today, -1)],
  ['next_week', (today) => weeks(today, 1)],
  ['this_month', (today) => months(startOfMonth(today), 0, 1)],
  ['last_month', (today) => months(startOfMonth(today), -1, 1)],
  ['next_month', (today) => months(startOfMonth(today), 1, 1)],
  ['this_quarter', (today) => months(startOfQuarter(today), 0, 3)],
  ['last_quarter', (today) => months(startOfQuarter(today), -1, 3)],
  ['next_quarter', (today) => months(startOfQuarter(today), 1, 3)],
  ['this_year', (today) => months(startOfYear(today), 0, 12)],
  ['last_year', (today) => months(startOfYear(today), -1, 12)],
  ['next_year', (today) => months(startOfYear(today), 1, 12)],
])

/** The words without a number, for metadata and interface. */
export const relativeWords: readonly string[] = [...periods.keys()]

function weeks(today: string, offset: number): [string, string] {
  const monday = addDays(startOfWeek(today), offset * 7)
  return [monday, addDays(monday, 7)]
}

function months(start: string, offset: number, length: number): [string, string] {
  return [addMonths(start, offset * length), addMonths(start, (offset + 1) * length)]
}

type Length = { isFuture: boolean; count: number; unit: string }

function rangeOf({ isFuture, count, unit }: Length, today: string, options: RelativeOptions): TimeRange {
  if (unit === 'h') return hours(isFuture, count, options)
  if (isFuture) return wholeDays(today, shift(today, count, unit), options.timeZone)
  const tomorrow = addDays(today, 1)
  return wholeDays(shift(tomorrow, -count, unit), tomorrow, options.timeZone)
}

function shift(day: string, count: number, unit: string): string {
  if (unit === 'd') return addDays(day, count)
  if (unit === 'w') return addDays(day, count * 7)
  return unit === 'm' ? addMonths(day, count) : addYears(day, count)
}

function hours(isFuture: boolean, count: number, { now, timeZone }: RelativeOptions): TimeRange {
  const length = count * 3_600_000
  const from = isFuture ? now : new Date(now.getTime() - length)
  const to = new Date(from.getTime() + length)
  const lastMoment = new Date(to.getTime() - 1)
  return { from, to, fromDay: dayOf(from, timeZone), toDay: addDays(dayOf(lastMoment, timeZone), 1) }
}

function wholeDays(fromDay: string, toDay: string, timeZone: string): TimeRange {
  return { from: startOfDay(fromDay, timeZone), to: startOfDay(toDay, timeZone), fromDay, toDay }
}
