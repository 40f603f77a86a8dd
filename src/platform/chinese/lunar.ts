import { dayNumber, fromDayNumber, isDay, partsOf } from '../calendar/days.ts'
import { lastLunarYear, firstLunarYear, lunarYear, type LunarMonth } from './lunar-years.ts'
import { dayInChinese, monthInChinese } from './lunar-text.ts'

/** A day of the Chinese calendar: month 1 to 12, `leap` for the second month of that number (闰), day 1 to 30. */
export type LunarDate = { year: number; month: number; day: number; leap: boolean }

export type Calendar = 'solar' | 'lunar'

/**
 * The lunar date of a day, with its text as people write it (农历1970年闰四月初三). The lunar year begins at the spring
 * festival, so January often still has the year before. Null for a text that is no day and for days outside the lunar
 * years 1645 (when the calendar got its present rules) to 2199.
 */
export function lunarOf(date: string): (LunarDate & { text: string }) | null {
  if (!isDay(date)) return null
  const number = dayNumber(date)
  const solarYear = partsOf(date).year
  for (const year of [solarYear, solarYear - 1]) {
    if (year < firstLunarYear || year > lastLunarYear) continue
    const found = lunarYear(year).find((month) => number >= month.start && number < month.start + month.days)
    if (found === undefined) continue
    const lunar = { year, month: found.month, day: number - found.start + 1, leap: found.leap }
    return { ...lunar, text: `农历${year}年${monthInChinese(lunar)}${dayInChinese(lunar.day)}` }
  }
  return null
}

/** The day 'YYYY-MM-DD' of a lunar date; null where the year has no such (leap) month or the month no such day. */
export function solarOf({ year, month, day, leap }: LunarDate): string | null {
  if (!Number.isInteger(year) || year < firstLunarYear || year > lastLunarYear) return null
  const found = lunarYear(year).find((candidate) => candidate.month === month && candidate.leap === leap)
  if (found === undefined || !Number.isInteger(day) || day < 1 || day > found.days) return null
  return fromDayNumber(found.start + day - 1)
}

/**
 * The next yearly return, on or after `after`, of what happened first on `on` (a solar day also where the calendar is
 * lunar); never before `on` itself. Exactly one return falls into each year of the calendar:
 *
 * - solar, 29 February: 28 February in common years. The greeting must not come late, the month stays the same, and the
 *   Civil Code (article 202) ends such terms on the last day of the month as well.
 * - lunar, born in a leap month: in the leap month if the year has the same one, else in the ordinary month.
 * - lunar, born in the ordinary month of a year that has that month twice: the ordinary, first one.
 * - lunar, day 30 where the month has 29: the 29th, the last day of that month (除夕 stays 除夕).
 *
 * Throws a RangeError for texts that are no days and beyond the years of the calendar.
 */
export function nextOccurrence(options: { on: string; calendar: Calendar; after: string }): string {
  const { on, calendar, after } = options
  if (!isDay(on) || !isDay(after)) throw new RangeError(`not a day: ${isDay(on) ? after : on}`)
  const earliest = after > on ? after : on
  return calendar === 'lunar' ? nextLunar(on, earliest) : nextSolar(on, earliest)
}

function nextSolar(on: string, earliest: string): string {
  const { year } = partsOf(earliest)
  const inSameYear = solarReturn(on, year)
  return inSameYear >= earliest ? inSameYear : solarReturn(on, year + 1)
}

function solarReturn(on: string, year: number): string {
  if (year > 9999) throw new RangeError('day outside the years 0001 to 9999')
  const candidate = `${String(year).padStart(4, '0')}${on.slice(4)}`
  return isDay(candidate) ? candidate : `${candidate.slice(0, 8)}28`
}

function nextLunar(on: string, earliest: string): string {
  const first = lunarOf(on)
  const start = lunarOf(earliest)
  if (first === null || start === null) throw new RangeError('day outside the lunar years 1645 to 2199')
  const inSameYear = lunarReturn(first, start.year)
  return inSameYear >= earliest ? inSameYear : lunarReturn(first, start.year + 1)
}

function lunarReturn(first: LunarDate, year: number): string {
  if (year > lastLunarYear) throw new RangeError('day outside the lunar years 1645 to 2199')
  const month = celebratedMonth(first, lunarYear(year))
  return fromDayNumber(month.start + Math.min(first.day, month.days) - 1)
}

function celebratedMonth(first: LunarDate, months: readonly LunarMonth[]): LunarMonth {
  const sameNumber = months.filter((candidate) => candidate.month === first.month)
  const month = sameNumber.find((candidate) => candidate.leap === first.leap) ?? sameNumber[0]
  if (month === undefined) throw new RangeError(`a lunar year without month ${first.month}`)
  return month
}
