import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecastOf, leastMonths } from './forecast.ts'

const series = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 0, maxLength: 60 })

describe('a forecast', () => {
  test('is told in numbers, within its interval, that grows with the time ahead and never falls below nothing', () => {
    fc.assert(fc.property(series, fc.integer({ min: 1, max: 12 }), (values, ahead) => {
      const { method, points, back_test: test } = forecastOf(values, ahead)
      expect(points).toHaveLength(method === 'none' ? 0 : ahead)
      expect(method === 'none').toBe(values.length < leastMonths)
      for (const { value, low, high } of points) {
        expect([value, low, high].every(Number.isFinite)).toBe(true)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(value)
        expect(value).toBeLessThanOrEqual(high)
      }
      for (const [at, point] of points.entries()) {
        const before = points[at - 1]
        if (before && before.low > 0 && point.low > 0) expect(point.high - point.low).toBeGreaterThanOrEqual((before.high - before.low) * (1 - 1e-9))
      }
      if (test) expect([test.error, test.naive].every((error) => Number.isFinite(error) && error >= 0)).toBe(true)
    }), { numRuns: 60 })
  })

  test('of what never changes is the same again, without an interval', () => {
    for (const months of [6, 11, 24, 48]) {
      for (const { value, low, high } of forecastOf(Array.from({ length: months }, () => 500), 6).points) expect([value, low, high].map((each) => Math.round(each))).toEqual([500, 500, 500])
    }
  })

  test('of a season that comes every year follows it, and says that it was right', () => {
    const season = [10, 20, 30, 80, 50, 40, 30, 20, 10, 60, 90, 100]
    const { method, points, back_test: test } = forecastOf(Array.from({ length: 36 }, (_, month) => 1000 + season[month % 12]!), 12)
    expect(method).toBe('seasonal')
    expect(points.map(({ value }) => Math.round(value - 1000))).toEqual(season)
    expect(test).toEqual({ months: 6, error: 0, naive: 0 })
  })

  test('does not depend on the unit: ten times the amounts are ten times the forecast', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 8, maxLength: 40 }), (values) => {
      const [one, ten] = [forecastOf(values, 3), forecastOf(values.map((value) => value * 10), 3)]
      for (const [at, { value }] of one.points.entries()) expect(ten.points[at]!.value).toBeCloseTo(value * 10, 4)
    }), { numRuns: 30 })
  })

  test('of every month of noise holds about four of five in its interval', () => {
    // A fixed generator: the same noise in every run.
    let state = 7
    const noise = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 + (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 + (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 - 1.5
    let held = 0
    for (let trial = 0; trial < 200; trial++) {
      const values = Array.from({ length: 19 }, () => 1000 + 100 * noise())
      const [point] = forecastOf(values.slice(0, 18), 1).points
      if (point && values[18]! >= point.low && values[18]! <= point.high) held += 1
    }
    expect(held / 200).toBeGreaterThan(0.65)
    expect(held / 200).toBeLessThan(0.95)
  })
})
