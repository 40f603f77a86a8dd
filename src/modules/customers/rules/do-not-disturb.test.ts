import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayDisturb, type QuietHours } from './do-not-disturb.ts'

const minute = fc.integer({ min: 0, max: 1439 })
const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** An instant at that time of day in China, which has no other offset than +8 in our century. */
function at(time: string): Date {
  return new Date(`2026-05-01T${time}:00+08:00`)
}

function inChina(...hours: QuietHours[]) {
  return { hours, timeZone: 'Asia/Shanghai' }
}

test.each([
  ['22:00', false],
  ['23:59', false],
  ['00:00', false],
  ['07:59', false],
  ['08:00', true],
  ['21:59', true],
])('with rest from 22:00 to 08:00, a call at %s is allowed: %s', (time, allowed) => {
  expect(mayDisturb(inChina({ from: '22:00', to: '08:00' }), at(time))).toBe(allowed)
})

test('the wall clock of the customer counts', () => {
  const rest = { hours: [{ from: '22:00', to: '08:00' }], timeZone: 'America/New_York' }
  expect(mayDisturb(rest, new Date('2026-07-01T13:00:00Z'))).toBe(true)
  expect(mayDisturb(rest, new Date('2026-07-01T03:00:00Z'))).toBe(false)
})

test('several ranges add up, none leaves all day free', () => {
  const rest = inChina({ from: '12:00', to: '14:00' }, { from: '20:00', to: '24:00' })
  expect(mayDisturb(rest, at('13:00'))).toBe(false)
  expect(mayDisturb(rest, at('23:59'))).toBe(false)
  expect(mayDisturb(rest, at('15:00'))).toBe(true)
  expect(mayDisturb(inChina(), at('03:00'))).toBe(true)
})

test('a range and the one from its end to its beginning share out the day', () => {
  fc.assert(
    fc.property(minute, minute, instant, (from, to, moment) => {
      fc.pre(from !== to)
      const range = { from: clock(from), to: clock(to) }
      expect(mayDisturb(inChina(range), moment)).toBe(!mayDisturb(inChina({ from: range.to, to: range.from }), moment))
    }),
  )
})

test('a range without length is the whole day', () => {
  fc.assert(
    fc.property(minute, instant, (time, moment) => {
      expect(mayDisturb(inChina({ from: clock(time), to: clock(time) }), moment)).toBe(false)
    }),
  )
})

test.each(['24:01', '25:00', '8:00', '08:60', '', 'noon'])('%s is no time of day', (time) => {
  expect(() => mayDisturb(inChina({ from: '00:00', to: time }), at('12:00'))).toThrow(RangeError)
})
