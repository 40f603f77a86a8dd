import fc from 'fast-check'
import { expect, test } from 'vitest'
import { funnelSteps, type Furthest } from './funnel.ts'
import { mayFollow, type Standing } from './standing.ts'
import { probabilityAfter, weightedAmount } from './worth.ts'

const amounts = fc.integer({ min: 0, max: 10 ** 12 }).map((cents) => (cents / 100).toFixed(2))
const percents = fc.integer({ min: 0, max: 100 })

test('a weighted amount lies between nothing and the amount, and grows with the probability', () => {
  fc.assert(fc.property(amounts, percents, percents, (amount, one, other) => {
    const [low, high] = [weightedAmount(amount, Math.min(one, other)), weightedAmount(amount, Math.max(one, other))].map(Number) as [number, number]
    expect(low).toBeGreaterThanOrEqual(0)
    expect(high).toBeLessThanOrEqual(Number(amount))
    expect(low).toBeLessThanOrEqual(high)
  }))
  expect([weightedAmount('0.05', 50), weightedAmount(null, 50), weightedAmount('1.00', null), weightedAmount('10.00', 100)]).toEqual(['0.03', null, null, '10.00'])
})

test('a probability set by hand stays, any other follows the stage', () => {
  expect([probabilityAfter(null, { left: 10, entered: 30 }), probabilityAfter(10, { left: 10, entered: 30 }), probabilityAfter(55, { left: 10, entered: 30 })]).toEqual([30, 30, 55])
})

test('an end is left by reopening alone', () => {
  const standings: Standing[] = ['open', 'won', 'lost']
  expect(standings.map((from) => standings.filter((to) => mayFollow(from, to)))).toEqual([['open', 'won', 'lost'], ['open'], ['open']])
})

test('no step of a funnel is reached by more than the one before, and what was won passed them all', () => {
  const furthest: fc.Arbitrary<Furthest> = fc.record({ place: fc.nat(5), standing: fc.constantFrom('open', 'won', 'lost'), count: fc.nat(1000) })
  fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.array(furthest), (stages, list) => {
    const within = list.map((one) => ({ ...one, place: Math.min(one.place, stages - 1) }))
    const { steps, total, won, lost } = funnelSteps(stages, within)
    expect(steps[0]?.reached).toBe(total)
    for (const [at, step] of steps.entries()) {
      expect(step.reached).toBeGreaterThanOrEqual(won)
      expect(step.reached).toBeLessThanOrEqual(steps[at - 1]?.reached ?? total)
    }
    expect(steps.reduce((sum, step) => sum + step.open + step.lost, 0) + won).toBe(total)
    expect(steps.reduce((sum, step) => sum + step.lost, 0)).toBe(lost)
  }))
})
