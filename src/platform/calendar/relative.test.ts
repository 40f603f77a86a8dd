import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, addYears, diffDays, weekdayOf } from './days.ts'
import { relativeWords, resolveRelative, type RelativeOptions } from './relative.ts'
import { dayOf, startOfDay } from './zones.ts'

const asking = fc.record<RelativeOptions>({
  now: fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
  timeZone: fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'America/Sao_Paulo', 'Africa/Cairo', 'Asia/Kathmandu', 'Pacific/Auckland'),
})
const april = { now: new Date('2026-03-31T17:00:00Z'), timeZone: 'Asia/Shanghai' }

function rangeOf(word: string, options: RelativeOptions) {
  const range = resolveRelative(word, options)
  if (range === null) throw new Error(`${word} means nothing`)
  return range
}

test.each([
  ['today', '2026-04-01', '2026-04-02'],
  ['yesterday', '2026-03-31', '2026-04-01'],
  ['this_week', '2026-03-30', '2026-04-06'],
  ['last_month', '2026-03-01', '2026-04-01'],
  ['this_quarter', '2026-04-01', '2026-07-01'],
  ['last_quarter', '2026-01-01', '2026-04-01'],
  ['last_year', '2025-01-01', '2026-01-01'],
  ['30d', '2026-03-03', '2026-04-02'],
  ['-1d', '2026-04-01', '2026-04-02'],
  ['+7d', '2026-04-01', '2026-04-08'],
  ['4w', '2026-03-05', '2026-04-02'],
  ['-6m', '2025-10-02', '2026-04-02'],
  ['+1y', '2026-04-01', '2027-04-01'],
  ['2026-05-01', '2026-05-01', '2026-05-02'],
])('on 1 April in Shanghai, %s is from %s until before %s', (word, fromDay, toDay) => {
  expect(resolveRelative(word, april)).toEqual({ fromDay, toDay, from: startOfDay(fromDay, 'Asia/Shanghai'), to: startOfDay(toDay, 'Asia/Shanghai') })
})

test.each(['', 'someday', '0d', '-0d', '1', 'd', '1.5d', '99999d', '9999y', '+9999y', '2026-02-30', 'constructor', 'Today', '--1d'])('%s means nothing', (word) => {
  expect(resolveRelative(word, april)).toBeNull()
})

test('a zone that does not exist is an error and not a word without sense', () => {
  expect(() => resolveRelative('today', { now: april.now, timeZone: 'Asia/Atlantis' })).toThrow()
})

test('ranges of days and of instants are the same, and neither is empty', () => {
  fc.assert(
    fc.property(asking, fc.constantFrom(...relativeWords, '3d', '-2w', '+5m', '1y'), (options, word) => {
      const { from, to, fromDay, toDay } = rangeOf(word, options)
      expect(from).toEqual(startOfDay(fromDay, options.timeZone))
      expect(to).toEqual(startOfDay(toDay, options.timeZone))
      expect(from < to).toBe(true)
    }),
  )
})

test('last, this and next lie end to end, and now lies in this', () => {
  const chains = [
    ['yesterday', 'today', 'tomorrow'],
    ['last_week', 'this_week', 'next_week'],
    ['last_month', 'this_month', 'next_month'],
    ['last_quarter', 'this_quarter', 'next_quarter'],
    ['last_year', 'this_year', 'next_year'],
  ] as const
  fc.assert(
    fc.property(asking, fc.constantFrom(...chains), (options, [before, during, after]) => {
      const [one, two, three] = [rangeOf(before, options), rangeOf(during, options), rangeOf(after, options)]
      expect(one.to).toEqual(two.from)
      expect(one.toDay).toBe(two.fromDay)
      expect(two.to).toEqual(three.from)
      expect(two.toDay).toBe(three.fromDay)
      expect(two.from <= options.now && options.now < two.to).toBe(true)
    }),
  )
})

test('what is next today is this tomorrow: periods tile time', () => {
  fc.assert(
    fc.property(asking, fc.constantFrom('day', 'week', 'month', 'quarter', 'year'), (options, unit) => {
      const next = rangeOf(unit === 'day' ? 'tomorrow' : `next_${unit}`, options)
      const later = { ...options, now: next.from }
      expect(rangeOf(unit === 'day' ? 'today' : `this_${unit}`, later)).toEqual(next)
      expect(rangeOf(unit === 'day' ? 'yesterday' : `last_${unit}`, later)).toEqual(rangeOf(unit === 'day' ? 'today' : `this_${unit}`, options))
    }),
  )
})

test('weeks begin on Monday and have seven days', () => {
  fc.assert(
    fc.property(asking, (options) => {
      const { fromDay, toDay } = rangeOf('this_week', options)
      expect(weekdayOf(fromDay)).toBe(1)
      expect(diffDays(fromDay, toDay)).toBe(7)
    }),
  )
})

test('lengths of days hold that many days with today among them, backward and forward', () => {
  fc.assert(
    fc.property(asking, fc.integer({ min: 1, max: 4000 }), (options, count) => {
      const today = dayOf(options.now, options.timeZone)
      const [last, next] = [rangeOf(`-${count}d`, options), rangeOf(`+${count}d`, options)]
      expect(diffDays(last.fromDay, last.toDay)).toBe(count)
      expect(diffDays(next.fromDay, next.toDay)).toBe(count)
      expect(diffDays(today, last.toDay)).toBe(1)
      expect(next.fromDay).toBe(today)
      expect(rangeOf(`+${count}m`, options).toDay).toBe(addMonths(today, count))
      expect(rangeOf(`+${Math.ceil(count / 12)}y`, options).toDay).toBe(addYears(today, Math.ceil(count / 12)))
    }),
  )
})

test('hours are exact, whatever the clocks do, and their days hold them', () => {
  fc.assert(
    fc.property(asking, fc.integer({ min: 1, max: 500 }), (options, count) => {
      const [last, next] = [rangeOf(`${count}h`, options), rangeOf(`+${count}h`, options)]
      expect(last.to).toEqual(options.now)
      expect(next.from).toEqual(options.now)
      for (const range of [last, next]) {
        expect(range.to.getTime() - range.from.getTime()).toBe(count * 3_600_000)
        expect(startOfDay(range.fromDay, options.timeZone) <= range.from).toBe(true)
        expect(startOfDay(range.toDay, options.timeZone) >= range.to).toBe(true)
      }
    }),
  )
})

test('the day on which the clocks change is shorter or longer', () => {
  const hours = (now: string) => {
    const { from, to } = rangeOf('today', { now: new Date(now), timeZone: 'America/New_York' })
    return (to.getTime() - from.getTime()) / 3_600_000
  }
  expect(hours('2026-03-08T12:00:00Z')).toBe(23)
  expect(hours('2026-11-01T12:00:00Z')).toBe(25)
  expect(hours('2026-06-01T12:00:00Z')).toBe(24)
})
