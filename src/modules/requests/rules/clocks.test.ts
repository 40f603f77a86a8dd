import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingTime, businessCalendar, isOpen, workingTimeBetween, type BusinessCalendar, type Pause } from '../../../platform/calendar/business.ts'
import { addDays } from '../../../platform/calendar/days.ts'
import type { Span } from '../../../platform/calendar/working-hours.ts'
import { readClock, workingMinutes, type Clock } from './clocks.ts'

const minute = 60_000
const clockText = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Up to three spans a day, the last of which may pass midnight into an idle morning. */
const someSpans: fc.Arbitrary<Span[]> = fc.oneof(
  fc.constant<Span[]>([]),
  fc.uniqueArray(fc.integer({ min: 24, max: 95 }), { minLength: 2, maxLength: 6 }).map((quarters) => {
    const marks = quarters.toSorted((one, other) => one - other).slice(0, quarters.length - (quarters.length % 2))
    return Array.from({ length: marks.length / 2 }, (_, at) => ({ from: clockText(marks[at * 2]! * 15), to: clockText(marks[at * 2 + 1]! * 15) }))
  }),
  fc.integer({ min: 72, max: 90 }).map((quarter) => [{ from: '09:00', to: '12:00' }, { from: clockText(quarter * 15), to: '03:15' }]),
)

/** Around days on which clocks are put forward and back, and around holidays and make-up days, which are exceptions alike. */
const places = [['Asia/Shanghai', '2026-02-12'], ['Europe/Berlin', '2026-03-27'], ['Europe/Berlin', '2026-10-23'], ['America/New_York', '2026-10-30'], ['Australia/Lord_Howe', '2026-04-03'], ['America/Sao_Paulo', '2018-11-02']] as const

interface Scene {
  calendar: BusinessCalendar
  start: Date
  pauses: Pause[]
}

const aScene: fc.Arbitrary<Scene> = fc
  .record({
    place: fc.constantFrom(...places),
    week: fc.array(someSpans, { minLength: 7, maxLength: 7 }),
    days: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), someSpans), { maxLength: 4 }),
    offset: fc.integer({ min: 0, max: 3 * 1440 }),
    pauses: fc.array(fc.tuple(fc.integer({ min: -500, max: 6000 }), fc.integer({ min: 0, max: 3000 })), { maxLength: 3 }),
  })
  .map(({ place: [timeZone, day], week, days, offset, pauses }) => {
    const start = new Date(Date.parse(`${day}T00:00:00Z`) + offset * minute)
    return {
      calendar: businessCalendar({ timeZone, week, exceptions: new Map(days.map(([after, spans]) => [addDays(day, after), spans])) }),
      start,
      pauses: pauses.map(([after, length]) => ({ from: new Date(start.getTime() + after * minute), to: new Date(start.getTime() + (after + length) * minute) })),
    }
  })

const clock = ({ calendar, start, pauses }: Scene, minutes: number, rest: Partial<Clock> = {}): Clock => ({ calendar, startedAt: start, minutes, warnPercent: 75, pauses, doneAt: null, ...rest })
const far = new Date('2100-01-01T00:00:00Z')
const dueOf = (scene: Scene, minutes: number) => readClock(clock(scene, minutes), scene.start).dueAt

describe('a clock', () => {
  test('is due when a simulation that looks at every minute says so', () => {
    fc.assert(fc.property(aScene, fc.integer({ min: 1, max: 900 }), (scene, minutes) => {
      const horizon = 12 * 1440
      let [left, simulated] = [minutes, null as Date | null]
      for (let at = 0; at < horizon && left > 0; at++) {
        const now = new Date(scene.start.getTime() + at * minute)
        const isPaused = scene.pauses.some(({ from, to }) => from <= now && (to === null || now < to))
        if (!isPaused && isOpen(scene.calendar, now)) left -= 1
        if (left === 0) simulated = new Date(now.getTime() + minute)
      }
      const due = dueOf(scene, minutes)
      if (simulated) expect(due).toEqual(simulated)
      else if (due) expect(due.getTime()).toBeGreaterThan(scene.start.getTime() + horizon * minute)
    }), { numRuns: 250 })
  })

  test('is monotone: more minutes are never due sooner, nor is a later start', () => {
    fc.assert(fc.property(aScene, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 500 }), (scene, minutes, more) => {
      const due = dueOf(scene, minutes) ?? far
      expect((dueOf(scene, minutes + more) ?? far) >= due).toBe(true)
      expect((dueOf({ ...scene, start: new Date(scene.start.getTime() + more * minute) }, minutes) ?? far) >= due).toBe(true)
    }), { numRuns: 300 })
  })

  test('is additive: the second part of its time, begun when the first was up, is due when the whole is', () => {
    fc.assert(fc.property(aScene, fc.integer({ min: 1, max: 1500 }), fc.integer({ min: 1, max: 1500 }), (scene, one, other) => {
      const first = dueOf(scene, one)
      if (first) expect(dueOf({ ...scene, start: first }, other)).toEqual(dueOf(scene, one + other))
    }), { numRuns: 300 })
  })

  test('is moved by a pause by exactly the working time that the pause takes, and not by one of idle time', () => {
    fc.assert(fc.property(aScene, fc.integer({ min: 1, max: 1500 }), fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 3000 }), (scene, minutes, after, length) => {
      const plain = { ...scene, pauses: [] }
      const due = dueOf(plain, minutes)
      const pause = { from: new Date(scene.start.getTime() + after * minute), to: new Date(scene.start.getTime() + (after + length) * minute) }
      if (!due) return
      const paused = dueOf({ ...plain, pauses: [pause] }, minutes)
      if (pause.from >= due) {
        expect(paused).toEqual(due)
        return
      }
      const taken = workingTimeBetween(scene.calendar, pause.from, pause.to)
      if (paused) expect(workingTimeBetween(scene.calendar, scene.start, paused)).toBe(minutes * minute + taken)
      if (paused && taken === 0) expect(paused).toEqual(due)
    }), { numRuns: 300 })
  })

  test('is not due while the customer is waited for without an end, unless it was before', () => {
    fc.assert(fc.property(aScene, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 0, max: 4000 }), (scene, minutes, after) => {
      const from = new Date(scene.start.getTime() + after * minute)
      const due = dueOf({ ...scene, pauses: [] }, minutes)
      const waiting = dueOf({ ...scene, pauses: [{ from, to: null }] }, minutes)
      expect(waiting).toEqual(due && due <= from ? due : null)
    }), { numRuns: 200 })
  })

  test('warns before it is due, changes its state only at the instants it names, and keeps its judgement once done', () => {
    fc.assert(fc.property(aScene, fc.integer({ min: 4, max: 900 }), fc.integer({ min: 0, max: 8000 }), (scene, minutes, after) => {
      const now = new Date(scene.start.getTime() + after * minute)
      const { dueAt, state, nextAt } = readClock(clock(scene, minutes), now)
      if (nextAt) {
        expect(nextAt > now).toBe(true)
        expect(dueAt === null || nextAt <= dueAt).toBe(true)
        expect(readClock(clock(scene, minutes), new Date(nextAt.getTime() - 1)).state).toBe(state)
        expect(readClock(clock(scene, minutes), nextAt).state).not.toBe(state)
      } else if (dueAt) expect(state).toBe('breached')
      const done = readClock(clock(scene, minutes, { doneAt: now }), far)
      expect(done.state).toBe(dueAt && now > dueAt ? 'breached' : 'met')
      expect(done.nextAt).toBeNull()
    }), { numRuns: 300 })
  })
})

test('over the Spring Festival of 2026, with its make-up Saturdays, through noon, night and a wait', () => {
  const office = [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '18:00' }]
  const exceptions = new Map<string, Span[]>([...Array.from({ length: 9 }, (_, index): [string, Span[]] => [addDays('2026-02-15', index), []]), ['2026-02-14', office], ['2026-02-28', office]])
  const calendar = businessCalendar({ timeZone: 'Asia/Shanghai', week: [office, office, office, office, office, [], []], exceptions })
  const at = (text: string) => new Date(`${text}:00+08:00`)
  const reported: Clock = { calendar, startedAt: at('2026-02-14T17:00'), minutes: 240, warnPercent: 75, pauses: [], doneAt: null }
  expect(readClock(reported, at('2026-02-14T17:30'))).toEqual({ dueAt: at('2026-02-24T12:00'), state: 'running', nextAt: at('2026-02-24T11:00') })
  expect(readClock(reported, at('2026-02-24T11:00')).state).toBe('warned')
  expect(readClock(reported, at('2026-02-24T12:00')).state).toBe('breached')
  const waited = { ...reported, pauses: [{ from: at('2026-02-24T10:00'), to: at('2026-02-24T14:30') }] }
  expect(readClock(waited, at('2026-02-24T15:00')).dueAt).toEqual(at('2026-02-24T16:30'))
  expect(workingMinutes(calendar, at('2026-02-14T17:00'), at('2026-02-24T15:00'), waited.pauses)).toBe(60 + 60 + 30)
  expect(addWorkingTime(calendar, at('2026-02-14T17:00'), 60 * minute)).toEqual(at('2026-02-14T18:00'))
})
