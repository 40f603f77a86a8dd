import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kinds, standingOf, type Cost } from './switching.ts'

const names: readonly Cost[] = Object.values(kinds).flat()

test('the weakest of the three kinds is the bond to strengthen', () => {
  expect(standingOf({ economic_risk: 4, evaluation: 3, learning: 4, setup: 4, benefit_loss: 2, monetary_loss: 1, personal_loss: 5, brand_loss: 4 })).toEqual({ procedural: 3.8, financial: 1.5, relational: 4.5, total: 3.4, strengthen: 'financial' })
  expect(standingOf({ personal_loss: 1, learning: 3 })).toEqual({ procedural: 3, financial: null, relational: 1, total: 2, strengthen: 'social' })
  expect(standingOf({})).toEqual({ procedural: null, financial: null, relational: null, total: null, strengthen: null })
})

test('means lie within what was judged, and do not fall when a cost rises', () => {
  const costs = fc.record(Object.fromEntries(names.map((name) => [name, fc.option(fc.integer({ min: 1, max: 5 }))])))
  fc.assert(fc.property(costs, fc.constantFrom(...names), (judged, name) => {
    const standing = standingOf(judged)
    for (const value of [standing.procedural, standing.financial, standing.relational, standing.total]) expect(value === null || (value >= 1 && value <= 5)).toBe(true)
    const before = judged[name]
    if (before === null || before === undefined || before === 5) return
    expect(standingOf({ ...judged, [name]: before + 1 }).total ?? 0).toBeGreaterThanOrEqual(standing.total ?? 0)
  }))
})
