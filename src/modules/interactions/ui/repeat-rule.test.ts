import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRepeat, repeatText, type Repeat } from '../rules/repeat.ts'
import { partsOfRule, ruleOf } from './repeat-rule.ts'

const day = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }))
const none = { weekdays: [] as number[], monthDays: [] as number[], month: null as number | null }
const form = fc.oneof(
  fc.constant({ ...none, frequency: 'DAILY' as const }),
  fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((list) => ({ ...none, frequency: 'WEEKLY' as const, weekdays: list.toSorted((a, b) => a - b) })),
  fc.uniqueArray(day, { minLength: 1, maxLength: 3 }).map((list) => ({ ...none, frequency: 'MONTHLY' as const, monthDays: list.toSorted((a, b) => a - b) })),
  fc.tuple(fc.integer({ min: 1, max: 12 }), day).map(([month, one]) => ({ ...none, frequency: 'YEARLY' as const, month, monthDays: [one] })),
)
const ends = fc.constantFrom({ until: null, count: null }, { until: '2028-02-29', count: null }, { until: null, count: 7 })
const rules: fc.Arbitrary<Repeat> = fc.tuple(form, fc.integer({ min: 1, max: 40 }), ends).map(([how, interval, end]) => ({ ...how, interval, ...end }))

test('the pages read every rule of the server, and write the same one', () => {
  fc.assert(
    fc.property(rules, (rule) => {
      const parts = partsOfRule(repeatText(rule))
      expect(parts).toBeDefined()
      expect(ruleOf(parts!)).toBe(repeatText(rule))
    }),
  )
})

test('whatever is chosen on the pages is a rule for the server', () => {
  fc.assert(
    fc.property(
      fc.record({
        frequency: fc.constantFrom('DAILY' as const, 'WEEKLY' as const, 'MONTHLY' as const, 'YEARLY' as const),
        interval: fc.integer({ min: 1, max: 999 }),
        weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 })),
        monthDays: fc.constantFrom<number[]>([], [31], [-1]),
        month: fc.constant(undefined),
        until: fc.constantFrom(undefined, '2028-02-29'),
        count: fc.constantFrom(undefined, 1, 12),
      }),
      (parts) => {
        expect(parseRepeat(ruleOf(parts))).not.toBeNull()
      },
    ),
  )
  for (const value of [undefined, null, '', 'FREQ=', 'x', 7]) expect(partsOfRule(value)).toBeUndefined()
})
