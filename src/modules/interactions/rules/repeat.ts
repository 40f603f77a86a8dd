/**
 * Rules by which a task repeats: the part of RFC 5545 (RECUR) that tasks need, exactly as it says there. FREQ daily, weekly, monthly or yearly
 * with INTERVAL, BYDAY of weeks, BYMONTHDAY of months (negative: from the end), BYMONTH with BYMONTHDAY of years, UNTIL a day, or COUNT. A
 * day that a month or year has not is left out, as RFC 5545 wants: the 31st comes seven times a year, 29 February every fourth year; -1 is the
 * last day of every month.
 */
import { addDays, dayNumber, daysInMonth, fromDayNumber, isDay, partsOf, startOfWeek, weekdayOf } from '../../../platform/calendar/days.ts'

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

export interface Repeat {
  frequency: Frequency
  interval: number
  /** Of a week: 1 for Monday to 7 for Sunday, rising. */
  weekdays: number[]
  /** Of a month or year: 1 to 31, -1 to -31 from the end, rising. */
  monthDays: number[]
  /** Of a year. */
  month: number | null
  /** The last day that counts. */
  until: string | null
  /** How many there are, the first one included. */
  count: number | null
}

export const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const frequencies: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']

/** Null for what is no rule of this kind. The order of the parts, `RRULE:` before them and small letters do not matter. */
export function parseRepeat(text: string): Repeat | null {
  const parts = text.trim().toUpperCase().replace(/^RRULE:/, '').split(';').map((part) => part.split('='))
  const given = new Map(parts.map(([name = '', value = '']) => [name, value]))
  if (given.size !== parts.length || parts.some((part) => part.length !== 2) || [...given.keys()].some((name) => !allowed.has(name))) return null
  const frequency = frequencies.find((one) => one === given.get('FREQ'))
  if (!frequency) return null
  const weekdays = listOf(given.get('BYDAY'), (name) => weekdayNames.findIndex((one) => one === name) + 1, (day) => day >= 1)
  const monthDays = listOf(given.get('BYMONTHDAY'), wholeOf, (day) => day !== 0 && Math.abs(day) <= 31)
  const month = given.has('BYMONTH') ? wholeOf(given.get('BYMONTH') ?? '') : null
  const interval = given.has('INTERVAL') ? wholeOf(given.get('INTERVAL') ?? '') : 1
  const count = given.has('COUNT') ? wholeOf(given.get('COUNT') ?? '') : null
  const until = given.has('UNTIL') ? dayOfText(given.get('UNTIL') ?? '') : null
  if (!weekdays || !monthDays || !within(interval, 1, 999) || (count !== null && !within(count, 1, 999)) || (month !== null && !within(month, 1, 12))) return null
  if ((given.has('UNTIL') && until === null) || (count !== null && until !== null)) return null
  if ((weekdays.length > 0 && frequency !== 'WEEKLY') || (monthDays.length > 0 && frequency !== 'MONTHLY' && frequency !== 'YEARLY')) return null
  // Of a year the day is one, or none: then both follow from the first day.
  if ((month !== null) !== (frequency === 'YEARLY' && monthDays.length > 0) || (frequency === 'YEARLY' && monthDays.length > 1)) return null
  return { frequency, interval, weekdays, monthDays, month, until, count }
}

export function repeatText({ frequency, interval, weekdays, monthDays, month, until, count }: Repeat): string {
  return [
    `FREQ=${frequency}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...(weekdays.length > 0 ? [`BYDAY=${weekdays.map((day) => weekdayNames[day - 1]).join(',')}`] : []),
    ...(month === null ? [] : [`BYMONTH=${month}`]),
    ...(monthDays.length > 0 ? [`BYMONTHDAY=${monthDays.join(',')}`] : []),
    ...(until === null ? [] : [`UNTIL=${until.replaceAll('-', '')}`]),
    ...(count === null ? [] : [`COUNT=${count}`]),
  ].join(';')
}

/** With the days that follow from its first day said: so that the rule stays the same when a single task is put off by a day. */
export function anchored(rule: Repeat, first: string): Repeat {
  const { month, day } = partsOf(first)
  if (rule.frequency === 'WEEKLY' && rule.weekdays.length === 0) return { ...rule, weekdays: [weekdayOf(first)] }
  if (rule.frequency === 'MONTHLY' && rule.monthDays.length === 0) return { ...rule, monthDays: [day] }
  if (rule.frequency === 'YEARLY' && rule.monthDays.length === 0) return { ...rule, monthDays: [day], month }
  return rule
}

/**
 * The days after `from`, which is one of them or was put off from one; rising, until the rule ends or the calendar does. Of a rule with COUNT
 * `from` is the first.
 */
export function* daysAfter(rule: Repeat, from: string): Generator<string> {
  const known = anchored(rule, from)
  let left = known.count === null ? Infinity : known.count - 1
  for (let period = 0; left > 0 && period < mostPeriods; period++) {
    for (const day of daysOfPeriod(known, from, period * known.interval)) {
      if (day <= from) continue
      if (left-- <= 0 || day > (known.until ?? lastDay)) return
      yield day
    }
  }
}

/** The next day after `from` that is not before `notBefore`, and the rule as it is from there on; null where it has ended. */
export function nextOf(rule: Repeat, { from, notBefore }: { from: string; notBefore: string }): { day: string; rule: Repeat } | null {
  let passed = 0
  for (const day of daysAfter(rule, from)) {
    passed++
    if (day >= notBefore) return { day, rule: { ...anchored(rule, from), count: rule.count === null ? null : rule.count - passed } }
  }
  return null
}

/** The last day after `from` that has come by `today`, and the rule as it is from there on; null where none has come yet, or the rule has ended. */
export function lastOf(rule: Repeat, { from, today }: { from: string; today: string }): { day: string; rule: Repeat } | null {
  let [passed, last] = [0, '']
  for (const day of daysAfter(rule, from)) {
    if (day > today) break
    passed++
    last = day
  }
  return passed === 0 ? null : { day: last, rule: { ...anchored(rule, from), count: rule.count === null ? null : rule.count - passed } }
}

const allowed = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'UNTIL', 'COUNT', 'WKST'])
const lastDay = '9999-12-31'
/** Further than anybody plans: 29 February of every third year, or a task left undone for decades, are still found. */
const mostPeriods = 20_000

/** The days of the n-th day, week (from Monday), month or year after that of `from`, rising. */
function daysOfPeriod({ frequency, weekdays, monthDays, month }: Repeat, from: string, ahead: number): string[] {
  if (frequency === 'DAILY') return beyond(dayNumber(from) + ahead) ? [] : [addDays(from, ahead)]
  if (frequency === 'WEEKLY') {
    const monday = dayNumber(startOfWeek(from)) + ahead * 7
    return weekdays.flatMap((weekday) => (beyond(monday + weekday - 1) ? [] : [fromDayNumber(monday + weekday - 1)]))
  }
  const { year, month: ofMonth } = partsOf(from)
  const months = frequency === 'MONTHLY' ? year * 12 + ofMonth - 1 + ahead : (year + ahead) * 12 + (month ?? ofMonth) - 1
  return daysOfMonth(Math.floor(months / 12), (months % 12) + 1, monthDays)
}

function daysOfMonth(year: number, month: number, monthDays: readonly number[]): string[] {
  if (year > 9999) return []
  const length = daysInMonth(year, month)
  const days = monthDays.map((day) => (day > 0 ? day : length + 1 + day)).filter((day) => day >= 1 && day <= length)
  return [...new Set(days)].toSorted((a, b) => a - b).map((day) => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
}

function beyond(day: number): boolean {
  return day > dayNumber(lastDay)
}

function listOf(text: string | undefined, read: (part: string) => number, fits: (part: number) => boolean): number[] | null {
  if (text === undefined) return []
  const parts = text.split(',').map(read)
  return parts.every((part) => Number.isInteger(part) && fits(part)) ? [...new Set(parts)].toSorted((a, b) => a - b) : null
}

function wholeOf(text: string): number {
  return /^[+-]?\d{1,3}$/.test(text) ? Number(text) : Number.NaN
}

function within(number: number, least: number, most: number): boolean {
  return number >= least && number <= most
}

/** A day; of an instant, as some programs write it, its day. */
function dayOfText(text: string): string | null {
  const day = /^(\d{4})(\d\d)(\d\d)(T\d{6}Z?)?$/.exec(text)
  const known = day ? `${day[1]}-${day[2]}-${day[3]}` : ''
  return isDay(known) ? known : null
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0')
}
