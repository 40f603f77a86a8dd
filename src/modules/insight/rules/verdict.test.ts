import { expect, test } from 'vitest'
import { verdictOn } from './verdict.ts'

const fit = { kind: 'too_little', why: 'customers' } as const
const kept = (actual: number, expected: number, correlation: number) => ({ from: '2026-01-01', until: '2026-05-20', customers: 100, fit, weeks: [], outcome: { actual, expected, correlation, mean_absolute_error: 1, bands: [] } })

test('a model is trusted when it was near in all and told customers apart; else with care, or not at all', () => {
  // As on the CDNOW sample: 1,882 came, 1,653.4 were expected.
  expect(verdictOn(kept(1882, 1653.4, 0.6256))).toBe('trust')
  expect(verdictOn(kept(1882, 1653.4, 0.1))).toBe('care')
  expect(verdictOn(kept(1000, 700, 0.8))).toBe('care')
  expect(verdictOn(kept(1000, 1400, 0.8))).toBe('no')
  expect(verdictOn(kept(0, 0, 0))).toBe('care')
  expect(verdictOn({ ...kept(1, 1, 1), outcome: null })).toBe('not_fitted')
  expect(verdictOn(null)).toBe('too_short')
})
