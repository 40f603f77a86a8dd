import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceOf, contributions, fit, logOdds, type Example } from './feature-model.ts'
import { probability } from './logistic-regression.ts'
import { aucOf, choosePenalty, judgeHeldOut, qualityOf } from './model-quality.ts'

/** Repeatable numbers in [0, 1) (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const truth: Record<string, Record<string, number>> = {
  source: { referral: 1.4, hot_line: 0.4, form: 0, batch: -1.6 },
  budget: { yes: 0.9, no: -0.7 },
  phone: { yes: 0.3, no: -0.8 },
}
const names = Object.keys(truth)

function worldOf(count: number, seed: number, base = -0.3): (Example & { logit: number })[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, () => {
    const features = Object.fromEntries(Object.entries(truth).map(([name, values]) => [name, Object.keys(values)[Math.floor(random() * Object.keys(values).length)]!]))
    const logit = base + names.reduce((sum, name) => sum + truth[name]![features[name]!]!, 0)
    return { features, logit, came: random() < probability(logit) }
  })
}

const example = fc.record({ features: fc.record({ source: fc.constantFrom('a', 'b', 'c'), phone: fc.constantFrom('yes', 'no') }), came: fc.boolean() })
const examples = fc.array(example, { minLength: 12, maxLength: 80 }).filter((list) => list.some(({ came }) => came) && list.some(({ came }) => !came))

describe('a model', () => {
  test('gives probabilities between nothing and certainty, and contributions that add up to the log odds', () => {
    fc.assert(fc.property(examples, (list) => {
      const model = fit(list, ['source', 'phone'])
      for (const { features } of [...list, { features: { source: 'never seen', phone: 'yes' } }]) {
        const logit = logOdds(model, features)
        const chance = probability(logit)
        expect(chance > 0 && chance < 1).toBe(true)
        expect(contributions(model, features).reduce((sum, one) => sum + one.log_odds, model.intercept)).toBeCloseTo(logit, 12)
      }
    }))
  })

  test('scores higher where the odds are higher', () => {
    fc.assert(fc.property(fc.double({ min: -700, max: 700, noNaN: true }), fc.double({ min: 1e-6, max: 50, noNaN: true }), (logit, more) => {
      expect(probability(logit + more)).toBeGreaterThanOrEqual(probability(logit))
    }))
    const model = fit(worldOf(3000, 7), names)
    for (const [name, values] of Object.entries(truth)) {
      const byTruth = Object.keys(values).toSorted((one, other) => values[one]! - values[other]!)
      expect(Object.entries(model.weights[name]!).toSorted((one, other) => one[1] - other[1]).map(([value]) => value)).toEqual(byTruth)
    }
  })

  test('over all it learnt from says that as many come as came: the sum of its probabilities', () => {
    fc.assert(fc.property(examples, (list) => {
      const model = fit(list, ['source', 'phone'])
      expect(list.reduce((sum, { features }) => sum + probability(logOdds(model, features)), 0)).toBeCloseTo(list.filter(({ came }) => came).length, 4)
    }))
  })

  test('does not care in which order the examples came', () => {
    fc.assert(fc.property(examples, (list) => {
      const [one, other] = [fit(list, ['source', 'phone']), fit(list.toReversed(), ['source', 'phone'])]
      for (const { features } of list) expect(logOdds(one, features)).toBeCloseTo(logOdds(other, features), 6)
    }))
  })

  test('finds the log odds that made the data', () => {
    const model = fit(worldOf(20_000, 11), names)
    for (const [name, values] of Object.entries(truth)) {
      const mean = Object.values(values).reduce((sum, value) => sum + value, 0) / Object.keys(values).length
      for (const [value, weight] of Object.entries(values)) expect(Math.abs(model.weights[name]![value]! - (weight - mean))).toBeLessThan(0.12)
    }
  })

  test('is little moved by a feature that says nothing', () => {
    const random = randomOf(3)
    const noisy = worldOf(4000, 5).map((one) => ({ ...one, features: { ...one.features, noise: random() < 0.5 ? 'a' : 'b' } }))
    const [without, within] = [fit(noisy, names), fit(noisy, [...names, 'noise'])]
    for (const weight of Object.values(within.weights.noise!)) expect(Math.abs(weight)).toBeLessThan(0.1)
    for (const { features } of noisy.slice(0, 200)) expect(Math.abs(probability(logOdds(without, features)) - probability(logOdds(within, features)))).toBeLessThan(0.03)
  })

  test('learns a value that was always lost without going to infinity', () => {
    const list = [...Array.from({ length: 40 }, (_, at) => ({ features: { source: 'a' }, came: at % 2 === 0 })), ...Array.from({ length: 20 }, () => ({ features: { source: 'b' }, came: false }))]
    const model = fit(list, ['source'])
    expect(logOdds(model, { source: 'b' })).toBeGreaterThan(-8)
    expect(logOdds(model, { source: 'b' })).toBeLessThan(logOdds(model, { source: 'a' }))
  })
})

describe('numbers', () => {
  const random = randomOf(41)
  const world = Array.from({ length: 8000 }, () => {
    const months = Math.floor(random() * 60)
    const isKnown = random() < 0.8
    const source = random() < 0.5 ? 'a' : 'b'
    const logit = 1 - months / 20 + (source === 'a' ? 0.5 : -0.5)
    return { features: { months: isKnown ? months : null, source, always: 7 }, came: random() < probability(logit) }
  })
  const model = fit(world, ['months', 'source', 'always'])

  test('are weighed by the deviation, beside words', () => {
    const { weight, deviation } = model.numbers!.months!
    expect(weight / deviation).toBeCloseTo(-1 / 20, 2)
    expect(model.weights.source!.a! - model.weights.source!.b!).toBeCloseTo(1, 0)
    expect(logOdds(model, { months: 3, source: 'a' })).toBeGreaterThan(logOdds(model, { months: 40, source: 'a' }))
  })

  test('that are unknown, no numbers or never vary give an answer, and what lies beyond all that was seen counts as the end', () => {
    const chance = (months: number | null) => logOdds(model, { months, source: 'a', always: 7 })
    expect(chance(null)).toBeGreaterThan(chance(59))
    expect(chance(null)).toBeLessThan(chance(0))
    expect(chance(Number.NaN)).toBe(chance(null))
    expect(chance(1e308)).toBe(chance(59))
    expect(model.numbers!.always).toMatchObject({ deviation: 0, weight: 0 })
  })

  test('of any size, and words like those of the language, end in a chance', () => {
    const value = fc.oneof(fc.double(), fc.constant(null), fc.integer(), fc.constantFrom(1.7e308, -1.7e308, 5e-324))
    const word = fc.constantFrom('constructor', '__proto__', 'toString', 'rare', 'unknown', '')
    const rows = fc.array(fc.record({ features: fc.record({ number: value, word }), came: fc.boolean() }), { minLength: 4, maxLength: 60 })
    fc.assert(fc.property(rows.filter((list) => new Set(list.map(({ came }) => came)).size === 2), value, word, (list, number, other) => {
      const learnt = fit(list, ['number', 'word'])
      for (const features of [...list.map((one) => one.features), { number, word: other }, {}]) {
        const said = chanceOf(learnt, features)
        expect(said >= 0 && said <= 1).toBe(true)
        expect(contributions(learnt, features).every(({ log_odds }) => Number.isFinite(log_odds))).toBe(true)
      }
    }))
  })
})

describe('its quality on examples it has not learnt from', () => {
  test('approaches that of the truth itself', () => {
    const world = worldOf(6000, 17)
    const best = aucOf(world.map(({ logit, came }) => ({ said: logit, came })))
    const { auc, brier, brier_of_mean, calibration } = qualityOf(judgeHeldOut(world, names), 5)
    expect(best).toBeGreaterThan(0.75)
    expect(Math.abs(auc - best)).toBeLessThan(0.01)
    expect(brier).toBeLessThan(brier_of_mean)
    for (const { said, came, count } of calibration) if (count > 300) expect(Math.abs(said - came)).toBeLessThan(0.06)
  })

  test('is that of guessing where nothing can be known', () => {
    const random = randomOf(23)
    const world = Array.from({ length: 4000 }, () => ({ features: { source: random() < 0.5 ? 'a' : 'b', phone: random() < 0.5 ? 'yes' : 'no' }, came: random() < 0.4 }))
    const quality = qualityOf(judgeHeldOut(world, ['source', 'phone']), 5)
    expect(Math.abs(quality.auc - 0.5)).toBeLessThan(0.04)
  })

  test('counts pairs: an AUC is the share of pairs in the right order', () => {
    fc.assert(fc.property(fc.array(fc.record({ said: fc.integer({ min: 0, max: 6 }), came: fc.boolean() }), { maxLength: 30 }), (judged) => {
      const pairs = judged.filter(({ came }) => came).flatMap((one) => judged.filter(({ came }) => !came).map((other) => (one.said > other.said ? 1 : one.said === other.said ? 0.5 : 0)))
      expect(aucOf(judged)).toBeCloseTo(pairs.length === 0 ? 0.5 : pairs.reduce<number>((sum, one) => sum + one, 0) / pairs.length, 9)
    }))
  })

  test('keeps to the usual example where little is known, and says more where much is', () => {
    const random = randomOf(29)
    const noise = Array.from({ length: 80 }, (_, at) => ({ features: Object.fromEntries(names.map((name) => [name, 'abcd'[Math.floor(random() * 4)]!])), came: at % 2 === 0 }))
    expect(choosePenalty(noise, names)).toBe(16)
    expect(choosePenalty(worldOf(4000, 31), names)).toBeLessThan(16)
  })
})
