import { describe, expect, test } from 'vitest'
import { buckets, invoicesOf, overdueOf, shareOf } from './ageing-rows.ts'

const row = { key: { id: 'a', name: '甲' }, open: '300.00', invoices: 3, current: '100.00', to_30: '150.00', to_60: '0.00', to_90: '0.00', over_90: '50.00' }

describe('the buckets of the ageing', () => {
  test('lead to invoices by their day, without a gap and without one twice', () => {
    const days = buckets.map((bucket) => invoicesOf({ by: 'customer', row, asOf: '2026-03-31', bucket }).due_on)
    expect(days).toEqual([
      { gte: '2026-03-31' },
      { gte: '2026-03-01', lte: '2026-03-30' },
      { gte: '2026-01-30', lte: '2026-02-28' },
      { gte: '2025-12-31', lte: '2026-01-29' },
      { lte: '2025-12-30' },
    ])
  })

  test('of a row are of its customer or owner, of the total of all', () => {
    expect(invoicesOf({ by: 'owner', row, asOf: '2026-03-31' })).toEqual({ status: 'issued', owner: 'a' })
    expect(invoicesOf({ by: 'customer', row: { ...row, key: null }, asOf: '2026-03-31', isTotal: true })).toEqual({ status: 'issued' })
  })

  test('are shares of what is open', () => {
    expect(overdueOf(row)).toBe('200.00')
    expect(buckets.map((bucket) => shareOf(row, bucket))).toEqual([33.3, 50, 0, 0, 16.6])
  })
})
