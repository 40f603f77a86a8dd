import { LunarYear } from 'lunar-typescript'

/** `start` counts days from 1970-01-01; `leap` marks the repeated month (闰). */
export type LunarMonth = { month: number; leap: boolean; start: number; days: number }

/** From 1645 (时宪历) the calendar follows the rules of today, and Gregorian days need no conversion. */
export const firstLunarYear = 1645
export const lastLunarYear = 2199

/** Julian day of noon of 1970-01-01. */
const julianDayOf1970 = 2_440_588

const years = new Map<number, readonly LunarMonth[]>()

/**
 * The 12 or 13 months of a lunar year in their order. Remembered, because the library computes new moons anew for each
 * question and a list of birthdays asks for the same few years again and again.
 */
export function lunarYear(year: number): readonly LunarMonth[] {
  const known = years.get(year)
  if (known !== undefined) return known
  const months = LunarYear.fromYear(year)
    .getMonthsInYear()
    .map((month) => ({
      month: Math.abs(month.getMonth()),
      leap: month.isLeap(),
      start: Math.round(month.getFirstJulianDay() - julianDayOf1970),
      days: month.getDayCount(),
    }))
  years.set(year, months)
  return months
}
