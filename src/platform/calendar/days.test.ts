import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  dayNumber,
  diffDays,
  endOfMonth,
  fromDayNumber,
  isDay,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  weekdayOf,
} from './days.ts'

const day = fc.integer({ min: -600_000, max: 2_800_000 }).map(fromDayNumber)
const count = fc.integer({ min: -60_000, max: 60_000 })

test.each(['2026-02-28', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true)
})

test.each(['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-01', '2026-04-31', '2026-4-1', '0000-01-01', '2026-04-01T00:00', ' 2026-04-01', ''])('%s is no day', (text) => {
  expect(isDay(text)).toBe(false)
})

test('adding days and counting them are inverse, and days stay days', () => {
  fc.assert(
    fc.property(day, count, (from, days) => {
      const to = addDays(from, days)
      expect(isDay(to)).toBe(true)
      expect(diffDays(from, to)).toBe(days)
      expect(addDays(to, -days)).toBe(from)
    }),
  )
})

test('days compare as texts in the order of time', () => {
  fc.assert(
    fc.property(day, day, (one, other) => {
      expect(one < other).toBe(dayNumber(one) < dayNumber(other))
    }),
  )
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-05-15', -5, '2025-12-15'],
])('%s and %i months is %s', (from, months, to) => {
  expect(addMonths(from, months)).toBe(to)
})

test('adding months keeps the day of the month or takes the last one', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -1200, max: 1200 }), (from, months) => {
      const to = addMonths(from, months)
      expect(to.slice(8) === from.slice(8) || to === endOfMonth(to)).toBe(true)
      expect(startOfMonth(to)).toBe(addMonths(startOfMonth(from), months))
    }),
  )
})

test('29 February and a year is 28 February', () => {
  expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
  expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
})

test('each period begins on or before the day, and the days before it belong to another', () => {
  const starts = [
    [startOfWeek, 7],
    [startOfMonth, 31],
    [startOfQuarter, 92],
    [startOfYear, 366],
  ] as const
  fc.assert(
    fc.property(day, fc.constantFrom(...starts), (date, [startOf, longest]) => {
      const start = startOf(date)
      expect(start <= date).toBe(true)
      expect(diffDays(start, date)).toBeLessThan(longest)
      expect(startOf(start)).toBe(start)
      expect(startOf(addDays(start, -1)) < start).toBe(true)
    }),
  )
})

test('weeks begin on Monday', () => {
  expect(weekdayOf('2026-06-01')).toBe(1)
  expect(weekdayOf('2026-06-07')).toBe(7)
  expect(weekdayOf('1969-12-28')).toBe(7)
  fc.assert(
    fc.property(day, (date) => {
      expect(weekdayOf(startOfWeek(date))).toBe(1)
    }),
  )
})

test('what is no day and what leaves the calendar is refused', () => {
  expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
  expect(() => addMonths('0001-01-01', -1)).toThrow(RangeError)
  expect(() => addDays('2026-01-01', NaN)).toThrow(RangeError)
})
