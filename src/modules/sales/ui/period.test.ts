import { describe, expect, test } from 'vitest'

import { periodOf } from './period.ts'

describe('the period of a statistics', () => {
  test('words move along with the day', () => {
    expect(periodOf('this_month', '2026-02-11')).toMatchObject({ from: '2026-02-01', to: '2026-02-28' })
    expect(periodOf('last_month', '2026-01-31')).toMatchObject({ from: '2025-12-01', to: '2025-12-31' })
    expect(periodOf('last_quarter', '2026-05-20')).toMatchObject({ from: '2026-01-01', to: '2026-03-31' })
    expect(periodOf('this_quarter', '2026-12-20')).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
    expect(periodOf('last_year', '2024-02-29')).toMatchObject({ from: '2023-01-01', to: '2023-12-31' })
  })

  test('two days are taken as they are', () => {
    expect(periodOf('2026-01-05..2026-01-09')).toEqual({ word: undefined, from: '2026-01-05', to: '2026-01-09' })
  })

  test('nothing, or nonsense, is the last twelve months', () => {
    expect(periodOf(null, '2026-02-11')).toMatchObject({ word: 'last_12_months', from: '2025-02-12', to: '2026-02-11' })
    expect(periodOf('x', '2026-02-11').word).toBe('last_12_months')
  })
})
