/**
 * Working time and working days. Instants are Dates, lengths are milliseconds of work, days are 'YYYY-MM-DD' of the calendar's
 * zone. Nothing walks over days: a year of a calendar is summed once (business-year.ts) and then searched by halves.
 */
import { businessYear, type BusinessYear } from './business-year.ts'
import { dayNumber, fromDayNumber, partsOf } from './days.ts'
import { aroundTheClock, spansOn, type WorkingHours } from './working-hours.ts'
import { dayOf, instantOf } from './zones.ts'

export interface BusinessCalendar {
  hours: WorkingHours
  /** Summed when first asked for. */
  years: Map<number, BusinessYear>
  /** The same working days around the clock, made when first asked for. */
  wholeDays?: BusinessCalendar
}

/** Time that does not count, such as waiting for the customer; null: it has not ended. Pauses may overlap. */
export interface Pause {
  from: Date
  to: Date | null
}

/** `working_hours` count while the company works; `hours` count around the clock on working days. */
export type TermUnit = 'working_days' | 'working_hours' | 'hours'
export interface Term {
  count: number
  unit: TermUnit
}

/** A calendar without work does not end a term: beyond so many years nothing is looked for. */
const mostYears = 100

export function businessCalendar(hours: WorkingHours): BusinessCalendar {
  return { hours, years: new Map() }
}

/** Milliseconds of work between two instants without those in pauses; negative where `to` is earlier. */
export function workingTimeBetween(calendar: BusinessCalendar, from: Date, to: Date, pauses: readonly Pause[] = []): number {
  if (to < from) return 0 - workingTimeBetween(calendar, to, from, pauses)
  const [start, end] = [from.getTime(), to.getTime()]
  const paused = merged(pauses).map((pause) => worked(calendar, Math.max(pause.from, start), Math.min(pause.to, end)))
  return worked(calendar, start, end) - paused.reduce((sum, each) => sum + each, 0)
}

/**
 * The earliest instant at which `length` whole milliseconds have been worked since `from`: at the end of a day rather than at the
 * beginning of the next. Null where that never comes: a pause that has not ended, or no work for a hundred years.
 */
export function addWorkingTime(calendar: BusinessCalendar, from: Date, length: number, pauses: readonly Pause[] = []): Date | null {
  if (!(Number.isInteger(length) && length >= 0)) throw new RangeError('a length of work is whole milliseconds')
  let [at, rest] = [from.getTime(), length]
  for (const pause of merged(pauses)) {
    if (pause.to <= at) continue
    const before = worked(calendar, at, Math.max(at, pause.from))
    if (rest <= before) break
    rest -= before
    if (pause.to === Infinity) return null
    at = Math.max(at, pause.to)
  }
  return rest === 0 ? new Date(at) : advanced(calendar, at, rest)
}

/** Whether the company works at the instant. */
export function isOpen(calendar: BusinessCalendar, at: Date): boolean {
  const year = yearOf(calendar, yearAt(calendar, at.getTime()))
  const index = lastAtOrBefore(year.opens, at.getTime())
  return index >= 0 && at.getTime() < (year.closes[index] ?? 0)
}

/** The instant itself while the company works, else when it next begins to; null where it does not for a hundred years. */
export function nextOpen(calendar: BusinessCalendar, at: Date): Date | null {
  if (isOpen(calendar, at)) return at
  const first = yearAt(calendar, at.getTime())
  for (let number = first; number < Math.min(first + mostYears, 9999); number += 1) {
    const year = yearOf(calendar, number)
    const open = year.opens[lastAtOrBefore(year.opens, at.getTime()) + 1]
    if (open !== undefined) return new Date(open)
  }
  return null
}

/** Whether work begins on the day. */
export function isWorkingDay(calendar: BusinessCalendar, day: string): boolean {
  return spansOn(calendar.hours, dayNumber(day)).length > 0
}

/** Working days after `from` up to and with `to`; negative where `to` is earlier. */
export function workingDaysBetween(calendar: BusinessCalendar, from: string, to: string): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from)
  const [first, last] = [partsOf(from).year, partsOf(to).year]
  let count = daysUpTo(calendar, last, to) - daysUpTo(calendar, first, from)
  for (let year = first; year < last; year += 1) count += yearOf(calendar, year).days.length
  return count
}

/**
 * The `count`-th working day after the day, the day itself for 0; null where there is none within a hundred years.
 * @param count not negative
 */
export function addWorkingDays(calendar: BusinessCalendar, day: string, count: number): string | null {
  if (!(Number.isInteger(count) && count >= 0)) throw new RangeError('a count of working days is a whole number')
  if (count === 0) return day
  const first = partsOf(day).year
  let index = daysUpTo(calendar, first, day) + count - 1
  for (let number = first; number < Math.min(first + mostYears, 9999); number += 1) {
    const { days } = yearOf(calendar, number)
    const found = days[index]
    if (found !== undefined) return fromDayNumber(found)
    index -= days.length
  }
  return null
}

/**
 * When a term that begins at an instant ends. Working days: the day of the beginning does not count, and the term ends when work
 * ends on the last one (Civil Code of China, articles 201 and 203); a pause gives back the working days it took.
 * Null where that never comes.
 */
export function endOfTerm(calendar: BusinessCalendar, from: Date, term: Term, pauses: readonly Pause[] = []): Date | null {
  if (term.unit === 'working_hours') return addWorkingTime(calendar, from, term.count * 3_600_000, pauses)
  if (term.unit === 'hours') return addWorkingTime(wholeDaysOf(calendar), from, term.count * 3_600_000, pauses)
  const { timeZone } = calendar.hours
  let end = addWorkingDays(calendar, dayOf(from, timeZone), term.count)
  for (const pause of merged(pauses)) {
    if (end === null || pause.to <= from.getTime()) continue
    const start = dayOf(new Date(Math.max(pause.from, from.getTime())), timeZone)
    if (start > end) break
    if (pause.to === Infinity) return null
    end = addWorkingDays(calendar, end, workingDaysBetween(calendar, start, dayOf(new Date(pause.to), timeZone)))
  }
  return end === null ? null : closeOf(calendar, end)
}

/** When work ends on the day; midnight after it where there is none. */
export function closeOf(calendar: BusinessCalendar, day: string): Date {
  const spans = spansOn(calendar.hours, dayNumber(day))
  const last = spans.length === 0 ? 1440 : Math.max(...spans.map(({ to }) => to))
  return instantOf(day, last, calendar.hours.timeZone)
}

function wholeDaysOf(calendar: BusinessCalendar): BusinessCalendar {
  calendar.wholeDays ??= businessCalendar(aroundTheClock(calendar.hours))
  return calendar.wholeDays
}

/** In order and apart from each other. */
function merged(pauses: readonly Pause[]): { from: number; to: number }[] {
  const inOrder = pauses
    .map(({ from, to }) => ({ from: from.getTime(), to: to?.getTime() ?? Infinity }))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from)
  const apart: { from: number; to: number }[] = []
  for (const pause of inOrder) {
    const last = apart.at(-1)
    if (last && pause.from <= last.to) last.to = Math.max(last.to, pause.to)
    else apart.push({ ...pause })
  }
  return apart
}

function worked(calendar: BusinessCalendar, from: number, to: number): number {
  if (to <= from) return 0
  const [first, last] = [yearAt(calendar, from), yearAt(calendar, to)]
  let sum = workedInYear(yearOf(calendar, last), to) - workedInYear(yearOf(calendar, first), from)
  for (let year = first; year < last; year += 1) sum += yearOf(calendar, year).total
  return sum
}

function workedInYear(year: BusinessYear, until: number): number {
  const index = lastAtOrBefore(year.opens, until)
  if (index < 0) return 0
  const [open = 0, close = 0, sum = 0] = [year.opens[index], year.closes[index], year.sums[index]]
  return sum + Math.min(until, close) - open
}

function advanced(calendar: BusinessCalendar, from: number, length: number): Date | null {
  const first = yearAt(calendar, from)
  let rest = length + workedInYear(yearOf(calendar, first), from)
  for (let number = first; number < Math.min(first + mostYears, 9999); number += 1) {
    const year = yearOf(calendar, number)
    if (rest <= year.total) {
      // The last interval before which less than the rest was worked.
      const index = lastAtOrBefore(year.sums, rest - 1)
      return new Date((year.opens[index] ?? 0) + rest - (year.sums[index] ?? 0))
    }
    rest -= year.total
  }
  return null
}

function daysUpTo(calendar: BusinessCalendar, year: number, day: string): number {
  return lastAtOrBefore(yearOf(calendar, year).days, dayNumber(day)) + 1
}

function yearAt(calendar: BusinessCalendar, at: number): number {
  return partsOf(dayOf(new Date(at), calendar.hours.timeZone)).year
}

function yearOf(calendar: BusinessCalendar, number: number): BusinessYear {
  const known = calendar.years.get(number)
  if (known !== undefined) return known
  const year = businessYear(calendar.hours, number)
  calendar.years.set(number, year)
  return year
}

/** Index of the last of the sorted numbers that is not greater; -1 where all are. */
function lastAtOrBefore(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}
