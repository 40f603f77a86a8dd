import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, diffDays } from '../../../platform/calendar/days.ts'
import { firstDayBefore } from './transaction-statistics.ts'

describe('the period before', () => {
  test('whole months are compared with as many whole months', () => {
    expect(firstDayBefore('2026-03-01', '2026-03-31')).toBe('2026-02-01')
    expect(firstDayBefore('2026-01-01', '2026-03-31')).toBe('2025-10-01')
    expect(firstDayBefore('2026-01-01', '2026-12-31')).toBe('2025-01-01')
  })

  test('other periods are compared with as many days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 800 }), (offset, length) => {
        const from = addDays('2020-01-02', offset)
        const to = addDays(from, length)
        fc.pre(!from.endsWith('-01'))
        expect(diffDays(firstDayBefore(from, to), from)).toBe(length + 1)
      }),
    )
  })
})
