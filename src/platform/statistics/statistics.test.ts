import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betaNodes, expectation } from './beta-expectation.ts'
import { correlationOf } from './correlation.ts'
import { minimise } from './minimise.ts'
import { digamma, digammaRise, logGamma, logRising } from './special-functions.ts'

const above = fc.double({ min: 1e-3, max: 1e6, noNaN: true })
const near = (value: number, other: number, tolerance: number) => Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(other))

describe('the gamma function', () => {
  test('has its known values', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13)
    expect(logGamma(1)).toBeCloseTo(0, 13)
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12)
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 13)
    expect(digamma(0.5)).toBeCloseTo(-0.5772156649015329 - 2 * Math.LN2, 13)
  })

  test('goes up by its laws: one step multiplies by z, and differences are differences', () => {
    fc.assert(fc.property(above, fc.double({ min: 0, max: 1e4, noNaN: true }), (z, x) => {
      expect(near(logGamma(z + 1), logGamma(z) + Math.log(z), 1e-12)).toBe(true)
      // A difference of two large values has lost their last digits.
      const lost = 1e-14 * Math.abs(logGamma(z + x))
      expect(near(logRising(z, x), logGamma(z + x) - logGamma(z), 1e-9 + lost)).toBe(true)
      expect(near(digammaRise(z, x), digamma(z + x) - digamma(z), 1e-10)).toBe(true)
    }))
  })

  test('keeps its digits where two large values nearly cancel', () => {
    // ln(z (z + 1) (z + 2)), where both values are near 2.6e13
    expect(logRising(1e12, 3)).toBeCloseTo(3 * Math.log(1e12), 10)
    expect(digammaRise(1e12, 3) * 1e12).toBeCloseTo(3, 9)
  })
})

describe('an expectation over a beta distribution', () => {
  test('of p is a / (a + b), of 1 - p to a power what the beta function says', () => {
    fc.assert(fc.property(fc.double({ min: 1e-2, max: 1e4, noNaN: true }), fc.double({ min: 1e-2, max: 1e4, noNaN: true }), fc.integer({ min: 2, max: 50 }), (a, b, power) => {
      const nodes = betaNodes(a, b)
      expect(near(expectation(nodes, (p) => p) / (a / (a + b)), 1, 1e-6)).toBe(true)
      expect(expectation(nodes, (p) => (1 - p) ** power)).toBeCloseTo(Math.exp(logRising(b, power) - logRising(a + b, power)), 7)
    }))
  })
})

describe('the least value', () => {
  test('of a curved valley is found, and found again from elsewhere', () => {
    const valley = (at: Float64Array, gradient: Float64Array) => {
      const [x = 0, y = 0] = at
      gradient.set([-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)])
      return 100 * (y - x * x) ** 2 + (1 - x) ** 2
    }
    for (const start of [[-1.2, 1], [2, 3], [0, 0]]) {
      const { at, ended } = minimise(valley, start, { reach: 10 })
      expect(ended).toBe('converged')
      expect(at[0]).toBeCloseTo(1, 7)
      expect(at[1]).toBeCloseTo(1, 7)
    }
  })

  test('that lies at infinity is told', () => {
    const slope = (at: Float64Array, gradient: Float64Array) => {
      gradient[0] = -1 / (1 + Math.abs(at[0]!))
      return -Math.log1p(Math.abs(at[0]!))
    }
    expect(minimise(slope, [1], { reach: 10 }).ended).toBe('left')
  })
})

test('a correlation is that of the repeated list, 1 of itself, and nothing where nothing varies', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 3 })), { minLength: 1 }), (rows) => {
    const [one, other] = [rows.map((row) => row[0]), rows.map((row) => row[1])]
    const repeated = rows.flatMap((row) => Array.from({ length: row[2] }, () => row))
    expect(correlationOf(one, other, rows.map((row) => row[2]))).toBeCloseTo(correlationOf(repeated.map((row) => row[0]), repeated.map((row) => row[1])), 9)
    expect(correlationOf(one, one)).toBeCloseTo(new Set(one).size > 1 ? 1 : 0, 9)
  }))
})
