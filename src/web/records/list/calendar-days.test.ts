import fc from 'fast-check'
import { expect, test } from 'vitest'

import { addDays } from '../../kit/days.ts'
import { barsOf, daysShown } from './calendar-days.ts'

import type { RecordData } from '../../client/records.ts'

const days = daysShown('2026-03-11', 'team')
const record = (values: object) => ({ id: '', version: 1, ...values }) as unknown as RecordData
const tasks = fc.array(
  fc.record({ owner: fc.constantFrom('a', 'b'), at: fc.integer({ min: -20, max: 30 }), length: fc.integer({ min: 0, max: 25 }) }).map(({ owner, at, length }) => record({ owner, from: addDays('2026-03-09', at), to: addDays('2026-03-09', at + length) })),
  { maxLength: 40 },
)
const reading = { from: (each: RecordData) => each.from as string, to: (each: RecordData) => each.to as string, owner: (each: RecordData) => each.owner as string, days }

test('two weeks from a Monday', () => {
  expect([days.length, days[0], days.at(-1)]).toEqual([14, '2026-03-09', '2026-03-22'])
})

test('whatever lies in the days has its bar over them and no others, none lies over another of the same person, and there are no more lanes than are needed', () => {
  fc.assert(
    fc.property(tasks, (given) => {
      const bars = barsOf(given, reading)
      for (const each of given) {
        const own = days.filter((day) => day >= (each.from as string) && day <= (each.to as string))
        const bar = bars.find((one) => one.record === each)
        expect(bar && days.slice(bar.first, bar.last + 1)).toEqual(own.length > 0 ? own : undefined)
      }
      for (const owner of ['a', 'b']) {
        const own = bars.filter((bar) => bar.record.owner === owner)
        const at = days.map((_, day) => own.filter(({ first, last }) => day >= first && day <= last).map(({ lane }) => lane))
        for (const lanes of at) expect(new Set(lanes).size).toBe(lanes.length)
        expect(Math.max(0, ...own.map(({ lane }) => lane + 1))).toBe(Math.max(0, ...at.map((lanes) => lanes.length)))
      }
    }),
  )
})

test('what has no start is a bar of its day; what has no day is not drawn', () => {
  const bars = barsOf([record({ to: '2026-03-10' }), record({})], { ...reading, from: () => undefined, to: (each) => each.to as string | undefined })
  expect(bars.map(({ first, last, lane }) => [first, last, lane])).toEqual([[1, 1, 0]])
})
