import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { discountedPurchases, expectedPurchases, expectedRepeat, forecaster, probabilityAlive, probabilityOfCount, type BgNbdParameters } from './bg-nbd.ts'
import { collapse } from './customer-histories.ts'
import { fitBgNbd, logLikelihood } from './fit-bg-nbd.ts'
import { simulatedHistories } from './simulate-purchases.ts'
import { randomOf } from './test-data.ts'

const size = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const parameters = fc.record({ r: size(0.01, 50), alpha: size(0.01, 1000), a: size(0.01, 100), b: size(0.01, 1000) })
const history = fc.record({ x: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1e9 })), T: fc.oneof(size(0, 1000), fc.constant(0), size(0, 1e12)), part: fc.oneof(size(0, 1), fc.constant(1), fc.constant(0)) })
  .map(({ x, T, part }) => ({ x, T, tx: x > 0 ? T * part : 0 })) // prettier-ignore
const time = fc.oneof(size(0, 1000), fc.constant(0), size(0, 1e12))

describe('what BG/NBD says of a customer', () => {
  test('is a number for every history: one purchase, no time, the last purchase today, very many', () => {
    fc.assert(fc.property(parameters, history, time, (model, one, t) => {
      const alive = probabilityAlive(model, one)
      const purchases = expectedPurchases(model, one, t)
      const discounted = discountedPurchases(model, one, { periods: 3, length: t, rate: 0.1 })
      expect(alive >= 0 && alive <= 1).toBe(true)
      expect(Number.isFinite(purchases) && purchases >= 0).toBe(true)
      expect(discounted >= 0 && discounted <= expectedPurchases(model, one, 3 * t) * (1 + 1e-9) + 1e-300).toBe(true)
    }), { numRuns: 300 })
  })

  test('agrees with the hypergeometric series of the paper, summed term by term', () => {
    fc.assert(fc.property(fc.record({ r: size(0.1, 5), alpha: size(1, 20), a: size(0.2, 5), b: size(0.2, 20) }).filter(({ a }) => Math.abs(a - 1) > 0.1), fc.integer({ min: 1, max: 10 }), size(0.1, 100), size(0, 1), (model, x, T, part) => {
      const { r, alpha, a, b } = model
      const [t, tx] = [T / 2, T * part]
      let [term, series] = [1, 1]
      for (let k = 0; k < 5000; k++) series += term *= (((r + x + k) * (b + x + k)) / ((a + b + x - 1 + k) * (k + 1))) * (t / (alpha + T + t))
      const paper = (((a + b + x - 1) / (a - 1)) * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * series)) / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x))
      expect(expectedPurchases(model, { x, tx, T }, t) / paper).toBeCloseTo(1, 6)
    }))
  })

  test('grows with the time looked at, and never beyond what the rate of those who are there allows', () => {
    fc.assert(fc.property(parameters, history, size(0, 500), size(0, 500), (model, one, t, more) => {
      const [sooner, later] = [expectedPurchases(model, one, t), expectedPurchases(model, one, t + more)]
      expect(later).toBeGreaterThanOrEqual(sooner * (1 - 1e-9) - 1e-300)
      expect(later).toBeLessThanOrEqual((((model.r + one.x) / (model.alpha + one.T)) * (t + more)) * (1 + 1e-9) + 1e-300)
    }))
  })

  test('does not depend on the unit of time', () => {
    fc.assert(fc.property(parameters, history, size(0, 1000), (model, one, t) => {
      const inDays = { x: one.x, tx: one.tx * 7, T: one.T * 7 }
      const daily = { ...model, alpha: model.alpha * 7 }
      expect(probabilityAlive(daily, inDays)).toBeCloseTo(probabilityAlive(model, one), 6)
      const expected = expectedPurchases(model, one, t)
      expect(Math.abs(expectedPurchases(daily, inDays, t * 7) - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, expected))
    }))
  })

  test('sees a customer as surely there after one purchase, and ever less the longer nothing comes', () => {
    fc.assert(fc.property(parameters, fc.integer({ min: 1, max: 100 }), size(0, 100), size(0, 1000), (model, x, tx, silence) => {
      expect(probabilityAlive(model, { x: 0, tx: 0, T: silence })).toBe(1)
      expect(probabilityAlive(model, { x, tx, T: tx + silence })).toBeLessThanOrEqual(probabilityAlive(model, { x, tx, T: tx }) + 1e-12)
    }))
  })

  test('has counts whose chances sum to one and whose mean is the expectation', () => {
    fc.assert(fc.property(fc.record({ r: size(0.1, 5), alpha: size(2, 20), a: size(0.1, 5), b: size(0.1, 20) }), size(0, 20), (model, t) => {
      const chances = Array.from({ length: 600 }, (_, n) => probabilityOfCount(model, n, t))
      expect(chances.every((chance) => chance >= 0 && chance <= 1)).toBe(true)
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 6)
      expect(chances.reduce((sum, chance, n) => sum + n * chance, 0)).toBeCloseTo(expectedRepeat(model, t), 4)
    }), { numRuns: 40 })
  })

  test('is the same for many at once', () => {
    const model = { r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 }
    const discounting = { periods: 12, length: 4, rate: 0.01 }
    const forecast = forecaster(model, { ahead: 39, discounting })
    for (const one of [{ x: 0, tx: 0, T: 10 }, { x: 2, tx: 3, T: 10 }, { x: 2, tx: 9, T: 10 }, { x: 5, tx: 20, T: 30 }, { x: 2, tx: 3, T: 10 }]) {
      expect(forecast(one)).toEqual({ alive: probabilityAlive(model, one), purchases: expectedPurchases(model, one, 39), discounted: discountedPurchases(model, one, discounting) })
    }
  })
})

describe('a fit of BG/NBD', () => {
  const truth: BgNbdParameters = { r: 0.6, alpha: 30, a: 0.9, b: 3.5 }
  const world = collapse(simulatedHistories(truth, 20_000, 365, randomOf(5)))

  test('finds the parameters that made the data, and no other place is more likely', () => {
    const fitted = fitBgNbd(world)
    if (fitted.kind !== 'fitted') throw new Error(fitted.kind)
    for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(Math.abs(fitted.parameters[name] / truth[name] - 1)).toBeLessThan(0.12)
    expect(fitted.log_likelihood).toBeCloseTo(logLikelihood(fitted.parameters, world), 4)
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      for (const factor of [0.99, 1.01]) expect(logLikelihood({ ...fitted.parameters, [name]: fitted.parameters[name] * factor }, world)).toBeLessThan(fitted.log_likelihood)
    }
  })

  test('does not depend on the unit of time or the order of customers', () => {
    const [days, weeks] = [fitBgNbd(world), fitBgNbd({ ...world, tx: world.tx.map((one) => one / 7), T: world.T.map((one) => one / 7) })]
    const turned = fitBgNbd({ x: world.x.toReversed(), tx: world.tx.toReversed(), T: world.T.toReversed(), count: world.count.toReversed() })
    if (days.kind !== 'fitted' || weeks.kind !== 'fitted' || turned.kind !== 'fitted') throw new Error('not fitted')
    expect(weeks.parameters.alpha * 7).toBeCloseTo(days.parameters.alpha, 4)
    expect(weeks.parameters.a).toBeCloseTo(days.parameters.a, 5)
    expect(turned.parameters.alpha).toBeCloseTo(days.parameters.alpha, 4)
  })

  test('says that drop-out is not identified where nobody ever left', () => {
    const stays = collapse(simulatedHistories({ r: 0.8, alpha: 60, a: 1e-9, b: 10 }, 5000, 365, randomOf(9)))
    expect(fitBgNbd(stays)).toMatchObject({ kind: 'not_identified', why: 'drop_out' })
  })

  test('is refused where there is too little', () => {
    const of = (count: number, x: number, T: number) => fitBgNbd({ x: [x], tx: [x > 0 ? T / 2 : 0], T: [T], count: [count] })
    expect(fitBgNbd({ x: [], tx: [], T: [], count: [] })).toEqual({ kind: 'too_little', why: 'customers' })
    expect(of(10, 2, 30)).toEqual({ kind: 'too_little', why: 'customers' })
    expect(of(1000, 0, 30)).toEqual({ kind: 'too_little', why: 'repeat_customers' })
    expect(of(1000, 1, 0)).toEqual({ kind: 'too_little', why: 'time' })
  })

  test('ends with an answer in numbers for any histories, also where all are equal', () => {
    const odd = fc.array(history.map((one) => ({ ...one, count: 20 })), { minLength: 1, maxLength: 30 })
    fc.assert(fc.property(odd, (rows) => {
      const fitted = fitBgNbd({ x: rows.map(({ x }) => x), tx: rows.map(({ tx }) => tx), T: rows.map(({ T }) => T), count: rows.map(({ count }) => count) })
      if (fitted.kind === 'too_little') return
      const numbers = [...Object.values(fitted.kind === 'fitted' ? fitted.parameters : fitted.reached), fitted.log_likelihood]
      expect(numbers.every(Number.isFinite)).toBe(true)
    }), { numRuns: 60 })
    expect(fitBgNbd({ x: [3], tx: [20], T: [30], count: [500] }).kind).toBe('not_identified')
  })

  test('counts equal histories once, and each customer once', () => {
    const some = fc.array(fc.record({ x: fc.integer({ min: 0, max: 3 }), tx: fc.integer({ min: 0, max: 3 }), T: fc.integer({ min: 3, max: 5 }) }), { maxLength: 60 })
    fc.assert(fc.property(some, (rows) => {
      const collapsed = collapse({ x: rows.map(({ x }) => x), tx: rows.map(({ tx }) => tx), T: rows.map(({ T }) => T) })
      const keys = Array.from(collapsed.x, (x, i) => `${x} ${collapsed.tx[i]} ${collapsed.T[i]}`)
      expect(new Set(keys).size).toBe(keys.length)
      for (const [i, key] of keys.entries()) expect(collapsed.count[i]).toBe(rows.filter(({ x, tx, T }) => `${x} ${tx} ${T}` === key).length)
      expect(collapsed.count.reduce((sum, one) => sum + one, 0)).toBe(rows.length)
    }))
  })
})
