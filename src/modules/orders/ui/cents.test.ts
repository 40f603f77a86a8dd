import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountText, centsOf, spread } from './cents.ts'

const amount = fc.bigInt({ min: 0n, max: 10n ** 14n })

describe('amounts while they are typed', () => {
  test('are read back as they are written', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (cents) => {
      expect(centsOf(amountText(cents))).toBe(cents)
    }))
  })

  test('are read as people type them, and nothing else is', () => {
    expect(centsOf('1,234.5')).toBe(123_450n)
    expect(centsOf(' ￥１２ ')).toBe(1200n)
    expect(centsOf({ amount: '0.01', currency: 'CNY' })).toBe(1n)
    for (const text of ['', 'abc', '1.234', '1e5', '--1', '.5', null]) expect(centsOf(text)).toBeNull()
  })
})

describe('a receipt', () => {
  test('fills the invoices in their order, each to the full before the next, and never more than there is', () => {
    fc.assert(fc.property(fc.array(amount, { maxLength: 12 }), amount, (open, sum) => {
      const parts = spread(open, sum)
      const whole = open.reduce((total, one) => total + one, 0n)
      expect(parts.reduce((total, one) => total + one, 0n)).toBe(whole < sum ? whole : sum)
      const first = parts.findIndex((part, index) => part < (open[index] ?? 0n))
      if (first >= 0) expect(parts.slice(first + 1).every((part) => part === 0n)).toBe(true)
    }))
  })
})
