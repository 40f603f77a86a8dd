import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, addWorkingTime, businessCalendar, closeOf, endOfTerm, isOpen, isWorkingDay, nextOpen, workingDaysBetween, workingTimeBetween, type Pause } from './business.ts'
import { addDays, dayNumber, fromDayNumber, weekdayOf } from './days.ts'
import { faultOfHours, type Span, type WorkingHours } from './working-hours.ts'

const minute = 60_000
const hour = 60 * minute
const office: Span[] = [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '18:00' }]

function hoursOf(options: Partial<WorkingHours> & { days?: Record<string, Span[]> }): WorkingHours {
  const week = [office, office, office, office, office, [], []]
  return { timeZone: 'Asia/Shanghai', week, exceptions: new Map(Object.entries(options.days ?? {})), ...options }
}

/** Spring Festival of 2026: 15 to 23 February off, the 14th and the 28th (Saturdays) worked. */
const springFestival = businessCalendar(
  hoursOf({ days: { ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [addDays('2026-02-15', index), []])), '2026-02-14': office, '2026-02-28': office } }),
)
const at = (text: string) => new Date(`${text}:00+08:00`)

describe('terms over the Spring Festival', () => {
  test('three working days end when work ends on the third, over make-up day and holiday', () => {
    expect(endOfTerm(springFestival, at('2026-02-13T10:00'), { count: 3, unit: 'working_days' })).toEqual(at('2026-02-25T18:00'))
  })
  test('24 hours count around the clock on working days only', () => {
    expect(endOfTerm(springFestival, at('2026-02-14T15:00'), { count: 24, unit: 'hours' })).toEqual(at('2026-02-24T15:00'))
  })
  test('working hours stand still at night, at noon and on holidays', () => {
    expect(endOfTerm(springFestival, at('2026-02-14T17:00'), { count: 4, unit: 'working_hours' })).toEqual(at('2026-02-24T12:00'))
    expect(workingTimeBetween(springFestival, at('2026-02-14T00:00'), at('2026-02-25T00:00'))).toBe(15 * hour)
  })
  test('a term ends at the close of a day rather than at the opening of the next', () => {
    expect(addWorkingTime(springFestival, at('2026-02-13T16:00'), 2 * hour)).toEqual(at('2026-02-13T18:00'))
  })
  test('waiting for the customer moves the end', () => {
    const pause = { from: at('2026-02-24T10:00'), to: at('2026-02-26T10:00') }
    expect(endOfTerm(springFestival, at('2026-02-24T09:00'), { count: 2, unit: 'working_hours' }, [pause])).toEqual(at('2026-02-26T11:00'))
    expect(endOfTerm(springFestival, at('2026-02-24T09:00'), { count: 1, unit: 'working_days' }, [pause])).toEqual(at('2026-02-27T18:00'))
    expect(endOfTerm(springFestival, at('2026-02-24T09:00'), { count: 2, unit: 'working_hours' }, [{ ...pause, to: null }])).toBeNull()
  })
  test('the next opening after the last make-up day', () => {
    expect(nextOpen(springFestival, at('2026-02-14T18:00'))).toEqual(at('2026-02-24T09:00'))
    expect(isWorkingDay(springFestival, '2026-02-28')).toBe(true)
  })
})

test('a calendar without work has no end of any term, and says so at once', () => {
  const never = businessCalendar(hoursOf({ week: [[], [], [], [], [], [], []] }))
  expect(endOfTerm(never, at('2026-02-14T15:00'), { count: 1, unit: 'working_days' })).toBeNull()
  expect(addWorkingTime(never, at('2026-02-14T15:00'), 1)).toBeNull()
  expect(nextOpen(never, at('2026-02-14T15:00'))).toBeNull()
  expect(workingTimeBetween(never, at('2001-02-14T15:00'), at('2099-02-14T15:00'))).toBe(0)
})

test('a night shift is an hour shorter or longer where summer time begins or ends', () => {
  const night = businessCalendar(hoursOf({ timeZone: 'Europe/Berlin', week: Array.from({ length: 7 }, () => [{ from: '22:00', to: '06:00' }]) }))
  const shift = (day: string, next: string) => workingTimeBetween(night, new Date(`${day}T12:00:00Z`), new Date(`${next}T12:00:00Z`)) / hour
  expect([shift('2026-03-27', '2026-03-28'), shift('2026-03-28', '2026-03-29'), shift('2026-10-24', '2026-10-25')]).toEqual([8, 7, 9])
})

test.each<[string, Partial<WorkingHours>]>([
  ['time_zone', { timeZone: 'Mars/Olympus' }],
  ['week', { week: [office] }],
  ['span', { week: [[{ from: '24:00', to: '24:00' }], [], [], [], [], [], []] }],
  ['span', { exceptions: new Map([['2026-01-01', [{ from: '9:00', to: '12:00' }]]]) }],
  ['overlap', { week: [[{ from: '09:00', to: '12:00' }, { from: '11:59', to: '18:00' }], [], [], [], [], [], []] }],
  ['overlap', { week: [[{ from: '22:00', to: '06:00' }, { from: '23:00', to: '24:00' }], [], [], [], [], [], []] }],
  ['day', { exceptions: new Map([['2026-02-29', []]]) }],
])('hours with a fault of %s are told', (fault, options) => {
  expect(faultOfHours(hoursOf(options))).toBe(fault)
})

// Windows of 16 days around changes of the clock, and around a new year.
const windows = [
  { timeZone: 'Europe/Berlin', from: '2026-03-20' },
  { timeZone: 'Europe/Berlin', from: '2026-10-16' },
  { timeZone: 'America/New_York', from: '2026-03-01' },
  { timeZone: 'America/New_York', from: '2026-10-25' },
  { timeZone: 'Australia/Lord_Howe', from: '2026-03-28' },
  { timeZone: 'Asia/Shanghai', from: '2025-12-24' },
] as const
const length = 16 * 1440

/** By minute of the window, what the latest time is that the wall clock has shown so far, in minutes since 1970. */
const shown = windows.map(({ timeZone, from }) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const start = dayNumber(from) * 1440
  const local = Array.from({ length }, (_, index) => Date.parse(`${format.format((start + index) * minute).replace(' ', 'T')}:00Z`) / minute)
  let latest = -Infinity
  return local.map((each) => (latest = Math.max(latest, each)))
})

const span = fc.record({ from: fc.integer({ min: 0, max: 95 }), to: fc.integer({ min: 1, max: 96 }) }).map(({ from, to }) => ({ from: clock(from * 15), to: clock(to * 15) }))
const spans = fc.oneof(fc.constant<Span[]>([]), fc.constant(office), fc.array(span, { maxLength: 3 }))
const world = fc.record({
  window: fc.integer({ min: 0, max: windows.length - 1 }),
  week: fc.array(spans, { minLength: 7, maxLength: 7 }),
  days: fc.dictionary(fc.integer({ min: 0, max: 15 }).map(String), spans, { maxKeys: 6 }),
  pauses: fc.array(fc.tuple(fc.integer({ min: 2880, max: length - 1 }), fc.integer({ min: 1, max: 3000 })), { maxLength: 3 }),
  a: fc.integer({ min: 2880, max: length - 2880 }),
  b: fc.integer({ min: 2880, max: length - 2880 }),
  c: fc.integer({ min: 2880, max: length - 2880 }),
  work: fc.integer({ min: 0, max: 4000 }),
})

function clock(minutes: number): string {
  return minutes === 1440 ? '24:00' : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function build(drawn: typeof world extends fc.Arbitrary<infer T> ? T : never) {
  const { timeZone, from } = windows[drawn.window]!
  const exceptions = new Map(Object.entries(drawn.days).map(([index, list]) => [addDays(from, Number(index)), list]))
  const hours: WorkingHours = { timeZone, week: drawn.week, exceptions }
  const instant = (index: number) => new Date((dayNumber(from) * 1440 + index) * minute)
  const pauses: Pause[] = drawn.pauses.map(([start, long]) => ({ from: instant(start), to: instant(start + long) }))
  return { calendar: businessCalendar(hours), hours, instant, pauses, minutes: simulated(drawn.window, hours) }
}

/** By minute of the window, whether there is work: asked of the wall clock, minute by minute. */
function simulated(window: number, hours: WorkingHours): boolean[] {
  const onDay = new Map<number, [number, number][]>()
  const workOf = (day: number): [number, number][] => {
    const known = onDay.get(day)
    if (known) return known
    const text = fromDayNumber(day)
    const list = hours.exceptions.get(text) ?? hours.week[weekdayOf(text) - 1]!
    const minutesIn = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
    const work = list.map(({ from, to }): [number, number] => [day * 1440 + minutesIn(from), day * 1440 + minutesIn(to) + (to > from ? 0 : 1440)])
    onDay.set(day, work)
    return work
  }
  return shown[window]!.map((now) => {
    const today = Math.floor(now / 1440)
    return [today - 2, today - 1, today].some((day) => workOf(day).some(([from, to]) => now >= from && now < to))
  })
}

const isPaused = (pauses: Pause[], now: Date) => pauses.some(({ from, to }) => now >= from && to !== null && now < to)

describe('working time', () => {
  test('is what a walk minute by minute finds, over nights, holidays, several spans, pauses and changes of the clock', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { calendar, instant, pauses, minutes } = build(drawn)
        const [a, b] = [Math.min(drawn.a, drawn.b), Math.max(drawn.a, drawn.b)]
        let counted = 0
        for (let index = a; index < b; index += 1) if (minutes[index] && !isPaused(pauses, instant(index))) counted += 1
        expect(workingTimeBetween(calendar, instant(a), instant(b), pauses)).toBe(counted * minute)
        expect(isOpen(calendar, instant(a))).toBe(minutes[a])
        const open = minutes.indexOf(true, a)
        if (open >= 0) expect(nextOpen(calendar, instant(a))).toEqual(instant(open))
      }),
      { numRuns: 400 },
    )
  })

  test('added up ends where the walk ends', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { calendar, instant, pauses, minutes } = build(drawn)
        let [end, rest] = [drawn.a, drawn.work]
        while (rest > 0 && end < length) {
          if (minutes[end] && !isPaused(pauses, instant(end))) rest -= 1
          end += 1
        }
        fc.pre(rest === 0)
        expect(addWorkingTime(calendar, instant(drawn.a), drawn.work * minute, pauses)).toEqual(instant(end))
      }),
      { numRuns: 400 },
    )
  })

  test('is additive, and adding is its inverse and never goes back', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { calendar, instant, pauses } = build(drawn)
        const [a, b, c] = [instant(drawn.a), instant(drawn.b), instant(drawn.c)]
        const between = (from: Date, to: Date) => workingTimeBetween(calendar, from, to, pauses)
        expect(between(a, b) + between(b, c)).toBe(between(a, c))
        const end = addWorkingTime(calendar, a, drawn.work * minute, pauses)
        if (end === null) return
        expect(between(a, end)).toBe(drawn.work * minute)
        const later = addWorkingTime(calendar, a > b ? a : b, drawn.work * minute, pauses)
        if (later) expect(later.getTime()).toBeGreaterThanOrEqual(addWorkingTime(calendar, a > b ? b : a, drawn.work * minute, pauses)!.getTime())
        const longer = addWorkingTime(calendar, a, (drawn.work + 7) * minute, pauses)
        if (longer) expect(longer.getTime()).toBeGreaterThan(end.getTime())
      }),
      { numRuns: 400 },
    )
  })
})

describe('working days', () => {
  const day = fc.integer({ min: dayNumber('2023-06-01'), max: dayNumber('2029-06-01') }).map(fromDayNumber)
  const calendars = fc
    .record({ week: fc.array(fc.constantFrom(office, []), { minLength: 7, maxLength: 7 }), days: fc.dictionary(day, fc.constantFrom(office, []), { maxKeys: 40 }) })
    .map(({ week, days }) => businessCalendar(hoursOf({ week, days })))

  test('are counted as by going from day to day', () => {
    fc.assert(
      fc.property(calendars, day, fc.integer({ min: 0, max: 900 }), (calendar, from, long) => {
        const to = addDays(from, long)
        let count = 0
        for (let each = addDays(from, 1); each <= to; each = addDays(each, 1)) if (isWorkingDay(calendar, each)) count += 1
        expect(workingDaysBetween(calendar, from, to)).toBe(count)
        expect(workingDaysBetween(calendar, to, from)).toBe(0 - count)
      }),
      { numRuns: 200 },
    )
  })

  test('added are the inverse of those counted', () => {
    fc.assert(
      fc.property(calendars, day, fc.integer({ min: 1, max: 400 }), (calendar, from, count) => {
        const end = addWorkingDays(calendar, from, count)
        if (end === null) {
          expect(calendar.hours.week.flat()).toEqual([])
          return
        }
        expect(isWorkingDay(calendar, end)).toBe(true)
        expect(workingDaysBetween(calendar, from, end)).toBe(count)
        expect(endOfTerm(calendar, new Date(`${from}T03:00:00Z`), { count, unit: 'working_days' })).toEqual(closeOf(calendar, end))
      }),
      { numRuns: 200 },
    )
  })
})

test('ten years ahead cost what ten days cost: a million questions are a matter of seconds', () => {
  const from = at('2024-01-02T10:00')
  workingTimeBetween(springFestival, from, at('2034-01-02T10:00'))
  const before = performance.now()
  for (let index = 0; index < 20_000; index += 1) workingTimeBetween(springFestival, from, at('2034-01-02T10:00'))
  expect(performance.now() - before).toBeLessThan(2000)
})
