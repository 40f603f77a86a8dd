import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectedSpend, fitGammaGamma, logLikelihood } from './gamma-gamma.ts'

const size = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const amount = fc.oneof(size(0.01, 1e6), fc.constant(0), size(-1e6, 1e9))
const rows = fc.array(fc.record({ x: fc.integer({ min: 0, max: 1000 }), mean: amount, count: fc.integer({ min: 1, max: 50 }) }), { maxLength: 60 })
const spendingOf = (list: { x: number; mean: number; count: number }[]) => ({ x: list.map(({ x }) => x), mean: list.map(({ mean }) => mean), count: list.map(({ count }) => count) })

describe('the worth of a purchase', () => {
  test('lies between the own mean of the customer and that of all, nearer to the own the more purchases it is from', () => {
    fc.assert(fc.property(fc.record({ p: size(0.1, 50), q: size(1.01, 50), v: size(0.1, 1e5) }), size(0.01, 1e6), fc.integer({ min: 1, max: 1000 }), (model, mean, x) => {
      const ofAll = expectedSpend(model, { x: 0, mean: 0 })
      const [spend, surer] = [expectedSpend(model, { x, mean }), expectedSpend(model, { x: x + 1, mean })]
      expect(spend).toBeGreaterThanOrEqual(Math.min(mean, ofAll) * (1 - 1e-9))
      expect(spend).toBeLessThanOrEqual(Math.max(mean, ofAll) * (1 + 1e-9))
      expect(Math.abs(surer - mean)).toBeLessThanOrEqual(Math.abs(spend - mean) + 1e-9 * Math.max(mean, ofAll))
    }))
  })

  test('is that of all for who bought once, gave back more than it bought or was given everything', () => {
    const model = { p: 6.25, q: 3.74, v: 15.44 }
    for (const odd of [{ x: 0, mean: 0 }, { x: 0, mean: 9 }, { x: 3, mean: 0 }, { x: 3, mean: -20 }]) expect(expectedSpend(model, odd)).toBeCloseTo((6.25 * 15.44) / 2.74, 10)
  })
})

describe('a fit of gamma-gamma', () => {
  test('ends with an answer in numbers for any amounts, and says how many it left out', () => {
    fc.assert(fc.property(rows, (list) => {
      const fitted = fitGammaGamma(spendingOf(list))
      expect(fitted.left_out).toBe(list.filter(({ x, mean }) => x > 0 && mean < 1e-6).reduce((sum, { count }) => sum + count, 0))
      if (fitted.kind === 'too_little') return
      expect([...Object.values(fitted.kind === 'fitted' ? fitted.parameters : fitted.reached), fitted.log_likelihood].every(Number.isFinite)).toBe(true)
      if (fitted.kind === 'fitted') expect(fitted.log_likelihood).toBeCloseTo(logLikelihood(fitted.parameters, spendingOf(list)), 3)
    }), { numRuns: 60 })
  })

  test('says that nothing tells customers apart where all amounts are equal', () => {
    expect(fitGammaGamma({ x: [2, 3, 5], mean: [100, 100, 100], count: [40, 40, 40] })).toMatchObject({ kind: 'not_identified', why: 'differences' })
    expect(fitGammaGamma({ x: [2, 3], mean: [0, -5], count: [40, 7] })).toEqual({ kind: 'too_little', why: 'customers', left_out: 47 })
  })
})
