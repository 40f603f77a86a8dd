import fc from 'fast-check'
import { Solar } from 'lunar-typescript'
import { expect, test } from 'vitest'
import { addDays, addYears, diffDays, fromDayNumber, partsOf } from '../calendar/days.ts'
import { lunarOf, nextOccurrence, solarOf, type Calendar } from './lunar.ts'

const day = fc.integer({ min: -25_000, max: 60_000 }).map(fromDayNumber)
const calendar = fc.constantFrom<Calendar>('solar', 'lunar')

test.each([
  ['2026-02-17', '农历2026年正月初一'],
  ['2026-02-16', '农历2025年腊月廿九'],
  ['2020-05-23', '农历2020年闰四月初一'],
  ['1984-11-23', '农历1984年闰十月初一'],
  ['2033-12-22', '农历2033年闰冬月初一'],
  ['1970-02-06', '农历1970年正月初一'],
  ['2023-01-21', '农历2022年腊月三十'],
])('%s is %s', (date, text) => {
  expect(lunarOf(date)?.text).toBe(text)
})

test('the lunar date leads back to the day', () => {
  fc.assert(
    fc.property(day, (date) => {
      const lunar = lunarOf(date)
      expect(lunar && solarOf(lunar)).toBe(date)
    }),
  )
})

test('the lunar date is that of the library', () => {
  fc.assert(
    fc.property(day, (date) => {
      const { year, month, day: dayOfMonth } = partsOf(date)
      const theirs = Solar.fromYmd(year, month, dayOfMonth).getLunar()
      expect(lunarOf(date)).toMatchObject({ year: theirs.getYear(), month: Math.abs(theirs.getMonth()), day: theirs.getDay(), leap: theirs.getMonth() < 0 })
    }),
  )
})

test('lunar dates that do not exist have no day', () => {
  expect(solarOf({ year: 2026, month: 4, day: 1, leap: true })).toBeNull()
  expect(solarOf({ year: 2025, month: 12, day: 30, leap: false })).toBeNull()
  expect(solarOf({ year: 2026, month: 13, day: 1, leap: false })).toBeNull()
  expect(solarOf({ year: 1500, month: 1, day: 1, leap: false })).toBeNull()
  expect(lunarOf('2026-02-30')).toBeNull()
  expect(lunarOf('1500-01-01')).toBeNull()
})

test('29 February is celebrated on 28 February in common years', () => {
  expect(nextOccurrence({ on: '2000-02-29', calendar: 'solar', after: '2025-01-01' })).toBe('2025-02-28')
  expect(nextOccurrence({ on: '2000-02-29', calendar: 'solar', after: '2025-03-01' })).toBe('2026-02-28')
  expect(nextOccurrence({ on: '2000-02-29', calendar: 'solar', after: '2028-02-01' })).toBe('2028-02-29')
})

test('a birthday in a leap month is celebrated in the ordinary month of years without that leap month', () => {
  expect(lunarOf('2001-05-25')).toMatchObject({ month: 4, day: 3, leap: true })
  const next = (after: string) => lunarOf(nextOccurrence({ on: '2001-05-25', calendar: 'lunar', after }))
  expect(next('2026-01-01')).toMatchObject({ year: 2025 + 1, month: 4, day: 3, leap: false })
  expect(next('2020-04-01')).toMatchObject({ year: 2020, month: 4, day: 3, leap: true })
})

test('a birthday in an ordinary month is celebrated in the first of two months', () => {
  const on = solarOf({ year: 1990, month: 4, day: 3, leap: false }) ?? ''
  expect(lunarOf(nextOccurrence({ on, calendar: 'lunar', after: '2020-03-01' }))).toMatchObject({ year: 2020, month: 4, leap: false })
})

test('the 30th is celebrated on the 29th of a short month', () => {
  expect(lunarOf('2023-01-21')).toMatchObject({ month: 12, day: 30 })
  expect(nextOccurrence({ on: '2023-01-21', calendar: 'lunar', after: '2026-01-01' })).toBe('2026-02-16')
})

test('the next return is on or after the day asked for, never before the first one, and there is none in between', () => {
  fc.assert(
    fc.property(day, day, calendar, (on, after, kind) => {
      const next = nextOccurrence({ on, calendar: kind, after })
      const earliest = after > on ? after : on
      expect(next >= earliest).toBe(true)
      expect(diffDays(earliest, next)).toBeLessThan(kind === 'lunar' ? 385 : 367)
      expect(nextOccurrence({ on, calendar: kind, after: next })).toBe(next)
      const between = addDays(earliest, Math.floor(diffDays(earliest, next) / 2))
      expect(nextOccurrence({ on, calendar: kind, after: between })).toBe(next)
    }),
  )
})

test('there is exactly one return in each year', () => {
  fc.assert(
    fc.property(day, calendar, fc.integer({ min: 0, max: 10 }), (on, kind, years) => {
      const first = nextOccurrence({ on, calendar: kind, after: addYears(on, years) })
      const second = nextOccurrence({ on, calendar: kind, after: addDays(first, 1) })
      const yearOf = (date: string) => (kind === 'lunar' ? (lunarOf(date)?.year ?? 0) : partsOf(date).year)
      expect(yearOf(second) - yearOf(first)).toBe(1)
    }),
  )
})

test('what is no day and what lies beyond the calendar is refused', () => {
  expect(() => nextOccurrence({ on: '2023-02-29', calendar: 'solar', after: '2026-01-01' })).toThrow(RangeError)
  expect(() => nextOccurrence({ on: '1990-01-01', calendar: 'lunar', after: '2300-01-01' })).toThrow(RangeError)
})
