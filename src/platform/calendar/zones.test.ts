import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixedClock } from '../clock.ts'
import { addDays, fromDayNumber } from './days.ts'
import { dayOf, isTimeZone, minuteOfDay, startOfDay, today } from './zones.ts'

// Half hours, quarter hours, changes at midnight, changes of 30 minutes, far east and far west.
const zones = ['UTC', 'Asia/Shanghai', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/New_York', 'America/Sao_Paulo', 'America/Havana', 'Africa/Cairo', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/London'] as const
const zone = fc.constantFrom(...zones)
const day = fc.integer({ min: -10_000, max: 30_000 }).map(fromDayNumber)

test.each([
  ['2026-04-01', 'Asia/Shanghai', '2026-03-31T16:00:00.000Z'],
  ['1986-05-05', 'Asia/Shanghai', '1986-05-04T15:00:00.000Z'],
  ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ['2025-11-02', 'America/Havana', '2025-11-02T04:00:00.000Z'],
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('%s in %s begins at %s', (date, timeZone, instant) => {
  expect(startOfDay(date, timeZone).toISOString()).toBe(instant)
})

test('the day it is depends on the zone', () => {
  const clock = fixedClock('2026-03-31T17:00:00Z')
  expect(today(clock, 'Asia/Shanghai')).toBe('2026-04-01')
  expect(today(clock, 'UTC')).toBe('2026-03-31')
  expect(today(clock, 'Pacific/Kiritimati')).toBe('2026-04-01')
})

test('a day begins at its first moment: the moment before belongs to the day before', () => {
  fc.assert(
    fc.property(day, zone, (date, timeZone) => {
      const start = startOfDay(date, timeZone)
      expect(dayOf(start, timeZone)).toBe(date)
      expect(dayOf(new Date(start.getTime() - 1), timeZone)).toBe(addDays(date, -1))
    }),
  )
})

test('every instant lies in its day', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }), zone, (instant, timeZone) => {
      const date = dayOf(instant, timeZone)
      expect(startOfDay(date, timeZone) <= instant).toBe(true)
      expect(instant < startOfDay(addDays(date, 1), timeZone)).toBe(true)
    }),
  )
})

test('days last 23, 24 or 25 hours, in China 24', () => {
  fc.assert(
    fc.property(day, fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/London'), (date, timeZone) => {
      const hours = (startOfDay(addDays(date, 1), timeZone).getTime() - startOfDay(date, timeZone).getTime()) / 3_600_000
      expect(hours).toBeGreaterThanOrEqual(23)
      expect(hours).toBeLessThanOrEqual(25)
    }),
  )
})

test('the minute of the day is that of the wall clock', () => {
  expect(minuteOfDay(new Date('2026-03-31T17:05:59Z'), 'Asia/Shanghai')).toBe(65)
  expect(minuteOfDay(new Date('2026-03-31T15:59:00Z'), 'Asia/Shanghai')).toBe(1439)
  expect(minuteOfDay(new Date('2026-03-31T18:20:00Z'), 'Asia/Kolkata')).toBe(23 * 60 + 50)
})

test('only zones of the world are zones', () => {
  expect(isTimeZone('Asia/Shanghai')).toBe(true)
  expect(isTimeZone('Asia/Atlantis')).toBe(false)
  expect(isTimeZone('')).toBe(false)
})
