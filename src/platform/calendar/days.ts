/**
 * Days of the (proleptic) Gregorian calendar as 'YYYY-MM-DD', year 0001 to 9999, without time and zone. Strings of this
 * shape compare in the order of time. Functions throw a RangeError for a string that is no day and for a result outside
 * the years; check what comes from outside with isDay first.
 */
const shape = /^(\d{4})-(\d\d)-(\d\d)$/
const msPerDay = 86_400_000

/** Whether the text is a day that exists: '2026-02-28' is, '2026-02-29' and '2026-2-8' are not. */
export function isDay(text: string): boolean {
  const match = shape.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function addDays(day: string, count: number): string {
  return fromDayNumber(dayNumber(day) + count)
}

/**
 * The same day of the month `count` months on or back; the last day of that month where it is shorter (31 January + 1
 * month = 28 February), as the Civil Code says in article 202.
 */
export function addMonths(day: string, count: number): string {
  const { year, month, day: dayOfMonth } = partsOf(day)
  const months = year * 12 + (month - 1) + count
  const newYear = Math.floor(months / 12)
  const newMonth = months - newYear * 12 + 1
  return dayFrom(newYear, newMonth, Math.min(dayOfMonth, daysInMonth(newYear, newMonth)))
}

/** addMonths by twelves: 29 February + 1 year = 28 February. */
export function addYears(day: string, count: number): string {
  return addMonths(day, count * 12)
}

/** First day of the year that ends on the day: what "the last twelve months" of an amount means. */
export function startOfYearEnding(day: string): string {
  return addDays(addYears(day, -1), 1)
}

/** Days from `from` to `to`; negative when `to` is earlier: addDays(from, diffDays(from, to)) === to. */
export function diffDays(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(day: string): number {
  const sinceMonday = (((dayNumber(day) + 3) % 7) + 7) % 7
  return sinceMonday + 1
}

/** The Monday of the week. */
export function startOfWeek(day: string): string {
  return addDays(day, 1 - weekdayOf(day))
}

export function startOfMonth(day: string): string {
  const { year, month } = partsOf(day)
  return dayFrom(year, month, 1)
}

export function endOfMonth(day: string): string {
  const { year, month } = partsOf(day)
  return dayFrom(year, month, daysInMonth(year, month))
}

export function startOfQuarter(day: string): string {
  const { year, month } = partsOf(day)
  return dayFrom(year, month - ((month - 1) % 3), 1)
}

export function startOfYear(day: string): string {
  return dayFrom(partsOf(day).year, 1, 1)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days since 1970-01-01, negative before. */
export function dayNumber(day: string): number {
  const { year, month, day: dayOfMonth } = partsOf(day)
  return new Date(0).setUTCFullYear(year, month - 1, dayOfMonth) / msPerDay
}

export function fromDayNumber(number: number): string {
  const date = new Date(number * msPerDay)
  return dayFrom(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

export function partsOf(day: string): { year: number; month: number; day: number } {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

function dayFrom(year: number, month: number, day: number): string {
  // Written so that NaN is refused as well.
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`day outside the years 0001 to 9999`)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0')
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
