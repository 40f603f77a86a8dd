import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderStates, type OrderState } from '../objects/order-steps.ts'
import { filled, sum } from './amounts.ts'
import { ahead, faultsOfPlan, isReached, mayMove, nextDue, planOf, stamped, stepBefore, unstamped } from './steps.ts'

const states = Object.keys(orderStates) as OrderState[]
const kind = fc.uniqueArray(fc.record({ step: fc.constantFrom(...states.slice(1, 9)), days: fc.option(fc.nat(30)) }), { selector: ({ step }) => step })

describe('the steps of an order', () => {
  test('each leads to the next one that is on, to the one before, or to the end by cancelling', () => {
    fc.assert(fc.property(kind, (given) => {
      const plan = planOf(given, '2026-03-02')
      const way = ['draft', ...plan.map(({ step }) => step)]
      for (const from of way) {
        for (const to of states) {
          const [a, b] = [way.indexOf(from), way.indexOf(to)]
          const isNeighbour = b >= 0 && (b === a + 1 || b === a - 1) && !(from === 'completed' && b === a + 1)
          const isCancelled = to === 'cancelled' && from !== 'completed'
          expect(mayMove(from, to, plan)).toBe(from === to || isNeighbour || isCancelled)
        }
      }
      for (const to of states) expect(mayMove('cancelled', to, plan)).toBe(to === 'cancelled')
    }))
  })

  test('begin with confirming, end with completing, stand in their order, and are due one after the other', () => {
    fc.assert(fc.property(kind, (given) => {
      const plan = planOf(given, '2026-03-02')
      expect(plan[0]).toMatchObject({ step: 'confirmed', due_on: '2026-03-02' })
      expect(plan.at(-1)?.step).toBe('completed')
      const places = plan.map(({ step }) => states.indexOf(step))
      expect(places).toEqual(places.toSorted((one, other) => one - other))
      const days = plan.flatMap(({ due_on: due }) => due ?? [])
      expect(days).toEqual(days.toSorted())
    }))
  })

  test('are stamped, and taken back to what they were', () => {
    fc.assert(fc.property(kind, (given) => {
      const plan = planOf(given, '2026-03-02')
      let steps = plan
      for (const { step } of plan) {
        const before = steps
        steps = stamped(steps, step, { done_at: '2026-03-03T00:00:00.000Z', by: 'p', by_name: '林', note: null })
        expect(unstamped(steps, step)).toEqual(before)
        expect(nextDue(steps, step)).toBe(step === 'completed' ? null : (ahead(steps, step)[0]?.due_on ?? null))
        expect(isReached(steps, 'confirmed', step)).toBe(true)
        expect(isReached(steps, 'completed', step)).toBe(step === 'completed')
      }
      expect(stepBefore('confirmed', plan)).toBe('draft')
      expect(stepBefore('draft', plan)).toBeNull()
    }))
  })

  test('of a kind that names one twice, or counts at one it has not, are told', () => {
    expect(faultsOfPlan([{ step: 'paid' }, { step: 'paid' }], 'paid')).toMatchObject([{ code: 'twice' }])
    expect(faultsOfPlan([{ step: 'paid' }], 'shipped')).toMatchObject([{ path: 'counts_at' }])
    expect(faultsOfPlan([], 'confirmed')).toEqual([])
  })
})

describe('what was received', () => {
  test('fills the parts of a plan in their order, each to the full before the next', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 }).map((value) => (value / 100).toFixed(2))
    fc.assert(fc.property(fc.array(cents, { maxLength: 8 }), cents, (parts, received) => {
      const shares = filled(parts, received)
      const [whole, given] = [Number(sum(parts)), Number(received)]
      expect(Number(sum(shares))).toBeCloseTo(Math.min(whole, given), 2)
      const first = shares.findIndex((share, index) => share !== parts[index])
      if (first >= 0) expect(shares.slice(first + 1).every((share) => share === '0.00')).toBe(true)
    }))
  })
})
