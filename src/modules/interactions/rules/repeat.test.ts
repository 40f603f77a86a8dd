import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayNumber, daysInMonth, fromDayNumber, partsOf, startOfWeek, weekdayOf } from '../../../platform/calendar/days.ts'
import { anchored, daysAfter, nextOf, parseRepeat, repeatText, type Repeat } from './repeat.ts'

const daysOf = (text: string, from: string, most: number) => {
  const days: string[] = []
  for (const day of daysAfter(parseRepeat(text)!, from)) {
    days.push(day)
    if (days.length === most) break
  }
  return days
}

const some = (from: number, to: number, most: number) => fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: most }).map((list) => list.toSorted((a, b) => a - b))
const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }))
const plain = { weekdays: [] as number[], monthDays: [] as number[], month: null as number | null }
const form: fc.Arbitrary<Pick<Repeat, 'frequency' | 'weekdays' | 'monthDays' | 'month'>> = fc.oneof(
  fc.constantFrom<Repeat['frequency'][]>('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY').map((frequency) => ({ ...plain, frequency })),
  some(1, 7, 4).map((weekdays) => ({ ...plain, frequency: 'WEEKLY' as const, weekdays })),
  fc.uniqueArray(monthDay, { minLength: 1, maxLength: 4 }).map((list) => ({ ...plain, frequency: 'MONTHLY' as const, monthDays: list.toSorted((a, b) => a - b) })),
  fc.tuple(fc.integer({ min: 1, max: 12 }), monthDay).map(([month, day]) => ({ ...plain, frequency: 'YEARLY' as const, month, monthDays: [day] })),
)
const aDay = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2060-12-31') }).map(fromDayNumber)
const aRule: fc.Arbitrary<Repeat> = fc.tuple(form, fc.integer({ min: 1, max: 5 }), fc.oneof(fc.constant({ until: null, count: null }), fc.integer({ min: 1, max: 30 }).map((count) => ({ until: null, count })), aDay.map((until) => ({ until, count: null })))).map(([how, interval, end]) => ({ ...how, interval, ...end }))

/** Whether RFC 5545 has the day in the rule, asked of the day alone: another way than walking from period to period. */
function isOne(rule: Repeat, first: string, day: string): boolean {
  const [start, now] = [partsOf(first), partsOf(day)]
  const fits = (among: number[]) => among.includes(now.day) || among.includes(now.day - daysInMonth(now.year, now.month) - 1)
  switch (rule.frequency) {
    case 'DAILY':
      return (dayNumber(day) - dayNumber(first)) % rule.interval === 0
    case 'WEEKLY':
      return ((dayNumber(startOfWeek(day)) - dayNumber(startOfWeek(first))) / 7) % rule.interval === 0 && (rule.weekdays.length > 0 ? rule.weekdays : [weekdayOf(first)]).includes(weekdayOf(day))
    case 'MONTHLY':
      return (now.year * 12 + now.month - start.year * 12 - start.month) % rule.interval === 0 && fits(rule.monthDays.length > 0 ? rule.monthDays : [start.day])
    case 'YEARLY':
      return (now.year - start.year) % rule.interval === 0 && now.month === (rule.month ?? start.month) && fits(rule.monthDays.length > 0 ? rule.monthDays : [start.day])
  }
}

describe('a rule of repeating', () => {
  test('has exactly the days that a look at every single day finds, until its last day or as many as it says', () => {
    fc.assert(
      fc.property(aRule, aDay, (rule, first) => {
        const expected: string[] = []
        for (let day = addDays(first, 1); expected.length < 8 && dayNumber(day) < dayNumber(first) + 3000; day = addDays(day, 1)) {
          if (rule.until !== null && day > rule.until) break
          if (rule.count !== null && expected.length >= rule.count - 1) break
          if (isOne(rule, first, day)) expected.push(day)
        }
        const found: string[] = []
        for (const day of daysAfter(rule, first)) {
          if (found.length >= 8 || dayNumber(day) >= dayNumber(first) + 3000) break
          found.push(day)
        }
        expect(found).toEqual(expected)
      }),
      { numRuns: 400 },
    )
  })

  test('is read as it is written, and says the same once its days are said', () => {
    fc.assert(
      fc.property(aRule, aDay, (rule, first) => {
        expect(parseRepeat(repeatText(rule))).toEqual(rule)
        const known = anchored(rule, first)
        expect(anchored(known, addDays(first, 3))).toEqual(known)
        expect(daysOf(repeatText(known), first, 6)).toEqual(daysOf(repeatText(rule), first, 6))
      }),
    )
  })

  test('gone step by step, from each of its days to the next, leads along the same days and ends where it ends', () => {
    fc.assert(
      fc.property(aRule, aDay, (rule, first) => {
        // The first day is one of the rule's, as that of a task is once it has come again.
        const start = daysAfter({ ...rule, until: null, count: null }, first).next().value
        fc.pre(start !== undefined)
        const walked: string[] = []
        for (let step = { day: start!, rule }; walked.length < 12; ) {
          const next = nextOf(step.rule, { from: step.day, notBefore: step.day })
          if (!next) break
          walked.push(next.day)
          step = next
        }
        expect(walked).toEqual(daysOf(repeatText(rule), start, 12))
      }),
    )
  })

  test('passes over days that are gone, and they count', () => {
    expect(nextOf(parseRepeat('FREQ=WEEKLY;COUNT=5')!, { from: '2026-03-02', notBefore: '2026-03-17' })).toMatchObject({ day: '2026-03-23', rule: { count: 2, weekdays: [1] } })
    expect(nextOf(parseRepeat('FREQ=WEEKLY;COUNT=3')!, { from: '2026-03-02', notBefore: '2026-03-17' })).toBeNull()
    expect(nextOf(parseRepeat('FREQ=WEEKLY;UNTIL=20260316')!, { from: '2026-03-02', notBefore: '2026-03-17' })).toBeNull()
  })

  test('at the end of months and on leap days does what RFC 5545 says', () => {
    expect(daysOf('FREQ=MONTHLY', '2026-01-31', 4)).toEqual(['2026-03-31', '2026-05-31', '2026-07-31', '2026-08-31'])
    expect(daysOf('FREQ=MONTHLY;BYMONTHDAY=-1', '2028-01-31', 3)).toEqual(['2028-02-29', '2028-03-31', '2028-04-30'])
    expect(daysOf('FREQ=YEARLY', '2024-02-29', 2)).toEqual(['2028-02-29', '2032-02-29'])
    expect(daysOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', '2024-02-29', 4)).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'])
    // 2100 is no leap year.
    expect(daysOf('FREQ=YEARLY', '2096-02-29', 1)).toEqual(['2104-02-29'])
    expect(daysOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', '2026-03-04', 4)).toEqual(['2026-03-06', '2026-03-16', '2026-03-20', '2026-03-30'])
    expect(daysOf('FREQ=DAILY', '9999-12-30', 5)).toEqual(['9999-12-31'])
    // Never there: it ends instead of looking for ever.
    expect(daysOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', 1)).toEqual([])
  })

  test('that is none, or none of this kind, is refused', () => {
    const wrong = ['', 'weekly', 'FREQ=HOURLY', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=WEEKLY;BYDAY=', 'FREQ=MONTHLY;BYDAY=2MO', 'FREQ=DAILY;BYMONTHDAY=3', 'FREQ=MONTHLY;BYMONTHDAY=0', 'FREQ=MONTHLY;BYMONTHDAY=32', 'FREQ=YEARLY;BYMONTH=3', 'FREQ=YEARLY;BYMONTHDAY=3', 'FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1', 'FREQ=DAILY;COUNT=0', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;INTERVAL=1.5', 'FREQ=DAILY;UNTIL=20260230', 'FREQ=DAILY;COUNT=2;UNTIL=20260301', 'FREQ=DAILY;FREQ=WEEKLY', 'FREQ=DAILY;BYSETPOS=1', 'FREQ=DAILY;']
    for (const text of wrong) expect([text, parseRepeat(text)]).toEqual([text, null])
    fc.assert(fc.property(fc.string(), (text) => void parseRepeat(text)))
    expect(repeatText(parseRepeat('rrule:interval=2;freq=weekly;byday=fr,mo;until=20260301T000000Z')!)).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20260301')
  })
})
