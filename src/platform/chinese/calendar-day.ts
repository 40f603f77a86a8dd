import { isDay } from '../calendar/days.ts'
import { dayOfWord, monthOfWord, yearOfWord } from './lunar-text.ts'
import { lunarOf, solarOf, type Calendar } from './lunar.ts'
import { halfWidth } from './normalise.ts'

/** A day that returns every year: its first occurrence as a solar day, and the calendar by which it returns. */
export type CalendarDay = { on: string; calendar: Calendar }

const separated = /^(.{4})[-/.年](闰)?(.{1,2})[-/.月](.{1,3}?)[日号]?$/
const compact = /^(\d{4})(\d\d)(\d\d)$/
const lunarMark = /农历|阴历|旧历|lunar/i
const mark = /\(?(?:农历|阴历|旧历|lunar|公历|阳历|新历|solar)\)?[:,]?/gi

/**
 * Reads a day with its calendar as people type it: 1970-01-03, 1970年1月3日, 19700103, 农历1970-01-03, 农历1970年闰四月初三,
 * 一九七〇年正月初一, 1970-01-03(农历). Without a mark a day is lunar if it says 闰, 正月, 冬月, 腊月, 初 or 廿, which no
 * solar day does. Null for a text that is none, for one without a year, and for days that do not exist.
 */
export function parseCalendarDay(text: string): CalendarDay | null {
  const plain = halfWidth(text).replace(/\s/g, '').replaceAll('閏', '闰').replace(/農曆|农曆/g, '农历')
  const body = plain.replace(mark, '')
  const parts = separated.exec(body)
  const digits = parts === null ? compact.exec(body) : null
  const isLunar = lunarMark.test(plain) || /闰|正月|冬月|腊月|[初廿]/.test(body)
  if (parts !== null) {
    const [, year = '', leap, month = '', day = ''] = parts
    return build({ year: yearOfWord(year), month: monthOfWord(month), day: dayOfWord(day), leap: leap !== undefined, isLunar })
  }
  if (digits === null) return null
  return build({ year: Number(digits[1]), month: Number(digits[2]), day: Number(digits[3]), leap: false, isLunar })
}

/** The text that parseCalendarDay reads back: 1970-01-03 or 农历1969年冬月廿六. */
export function calendarDayText({ on, calendar }: CalendarDay): string {
  return calendar === 'lunar' ? (lunarOf(on)?.text ?? on) : on
}

type Parts = { year: number | null; month: number | null; day: number | null; leap: boolean; isLunar: boolean }

function build({ year, month, day, leap, isLunar }: Parts): CalendarDay | null {
  if (year === null || month === null || day === null) return null
  if (isLunar) {
    const on = solarOf({ year, month, day, leap })
    return on === null ? null : { on, calendar: 'lunar' }
  }
  const on = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(on) ? { on, calendar: 'solar' } : null
}
