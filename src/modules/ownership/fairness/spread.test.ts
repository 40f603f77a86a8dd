import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { giniOf, shareOfTop } from './spread.ts'

const values = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 40 })

describe('the Gini coefficient', () => {
  test('is that of the mean difference of all pairs', () => {
    fc.assert(fc.property(values, (list) => {
      const total = list.reduce((sum, value) => sum + value, 0)
      fc.pre(total > 0)
      const pairs = list.flatMap((one) => list.map((other) => Math.abs(one - other))).reduce((sum, value) => sum + value, 0)
      expect(giniOf(list)).toBeCloseTo(pairs / (2 * list.length * total), 9)
    }))
  })

  test('lies between 0 and 1, asks neither order nor unit, and is 0 for equal shares', () => {
    fc.assert(fc.property(values, fc.integer({ min: 2, max: 50 }), (list, factor) => {
      const gini = giniOf(list)
      expect(gini >= 0 && gini < 1).toBe(true)
      expect(giniOf(list.toReversed())).toBe(gini)
      expect(giniOf(list.map((value) => value * factor))).toBeCloseTo(gini, 9)
      expect(giniOf(list.map(() => factor))).toBeCloseTo(0, 9)
    }))
  })

  test('grows when the one with the least gives to the one with the most', () => {
    fc.assert(fc.property(values, (list) => {
      const sorted = list.toSorted((one, other) => one - other)
      fc.pre(sorted.length > 1 && sorted[0]! > 0)
      expect(giniOf([sorted[0]! - 1, ...sorted.slice(1, -1), sorted.at(-1)! + 1])).toBeGreaterThan(giniOf(sorted) - 1e-12)
    }))
  })
})

test('the share of the top fifth is at least a fair part and at most everything', () => {
  fc.assert(fc.property(values, (list) => {
    const share = shareOfTop(list)
    expect(share).toBeLessThanOrEqual(1)
    if (list.some((value) => value > 0)) expect(share).toBeGreaterThanOrEqual(Math.max(1, Math.floor(list.length / 5)) / list.length - 1e-9)
  }))
})
