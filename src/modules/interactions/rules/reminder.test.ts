import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayNumber, fromDayNumber } from '../../../platform/calendar/days.ts'
import { dayOf, minuteOfDay } from '../../../platform/calendar/zones.ts'
import { dueAt, remindAt } from './reminder.ts'

const berlin = 'Europe/Berlin'

test('whole days before are days by the wall clock, hours are hours, also in the nights on which clocks change', () => {
  const task = { due_on: '2026-03-29', due_time: '10:00', remind: 'd1' }
  expect(dueAt(task, berlin)?.toISOString()).toBe('2026-03-29T08:00:00.000Z')
  expect(remindAt(task, berlin)).toBe('2026-03-28T09:00:00.000Z')
  expect(remindAt({ ...task, remind: 'h3', due_time: '04:00' }, berlin)).toBe('2026-03-28T23:00:00.000Z')
  expect(remindAt({ ...task, due_on: '2026-10-25', remind: 'd1' }, berlin)).toBe('2026-10-24T08:00:00.000Z')
  // An hour that the clock leaves out: when it is over.
  expect(remindAt({ due_on: '2026-03-29', due_time: '02:30', remind: 'at_time' }, berlin)).toBe('2026-03-29T01:00:00.000Z')
})

test('a task without a time is of nine in the morning; without a day or a reminder nobody is told', () => {
  expect(remindAt({ due_on: '2026-03-12', due_time: null, remind: 'at_time' }, 'Asia/Shanghai')).toBe('2026-03-12T01:00:00.000Z')
  expect(remindAt({ due_on: null, due_time: null, remind: 'd1' }, 'Asia/Shanghai')).toBeNull()
  expect(remindAt({ due_on: '2026-03-12', due_time: '08:00', remind: null }, 'Asia/Shanghai')).toBeNull()
})

test('is never after it is due, and so many days before it shows the same time', () => {
  const day = fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2030-12-31') }).map(fromDayNumber)
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1439 }), fc.constantFrom('at_time', 'm15', 'h1', 'h3', 'd1', 'd3', 'w1'), fc.constantFrom('Asia/Shanghai', berlin, 'America/New_York', 'Australia/Lord_Howe'), (due_on, minutes, remind, zone) => {
      const due_time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
      const told = new Date(remindAt({ due_on, due_time, remind }, zone)!)
      expect(told.getTime()).toBeLessThanOrEqual(dueAt({ due_on, due_time }, zone)!.getTime())
      const days = new Map([['d1', 1], ['d3', 3], ['w1', 7]]).get(remind)
      if (days === undefined) return
      const wanted = addDays(due_on, -days)
      expect(dayOf(told, zone)).toBe(wanted)
      // Or the first minute behind a gap of the clock.
      expect(minuteOfDay(told, zone)).toBeGreaterThanOrEqual(minutes)
    }),
  )
})
