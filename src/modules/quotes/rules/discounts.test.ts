import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { totalsOf } from '../../sales/index.ts'
import { discountRate, limitOf, type Limit } from './discounts.ts'

const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)
const line = fc.record({ quantity: fc.integer({ min: 1, max: 1000 }), price: fc.integer({ min: 1, max: 1e8 }).map((cents) => (cents / 100).toFixed(4)), discount: percent, tax_rate: fc.constantFrom(0, 6, 13) })

describe('the discount that counts against a limit', () => {
  test('is between 0 and 100, at least that of every line, and grows with a discount of the whole', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), percent, fc.boolean(), (lines, whole, withTax) => {
        const rate = (discount: number) => {
          const totals = totalsOf({ lines, currency: 'CNY', exchange_rate: 1, prices_include_tax: withTax, discount_percent: discount, discount_amount: null })
          return discountRate(lines, withTax ? totals.total : totals.net_total)
        }
        expect(rate(whole)).toBeGreaterThanOrEqual(Math.max(...lines.map(({ discount }) => discount)))
        expect(rate(whole)).toBeLessThanOrEqual(100)
        expect(rate(whole)).toBeGreaterThanOrEqual(rate(0))
      }),
    )
  })

  test('of nothing is nothing', () => expect(discountRate([{ quantity: 3, price: '0.0000' }], '0.00')).toBe(0))
  test('of lines that are not filled in yet is nothing', () => expect(discountRate([{ quantity: null, price: '5.00' }, { quantity: 2, price: null }], '0.00')).toBe(0))
})

describe('the limit of a person', () => {
  const limits: Limit[] = [
    { percent: 10, role: 'staff', person: null, department: null },
    { percent: 20, role: 'manager', person: null, department: null },
    { percent: 15, role: null, person: null, department: 'sales' },
    { percent: 5, role: null, person: 'lin', department: null },
  ]
  test.each([
    ['the largest of the roles and departments', { id: 'mei', roles: ['staff', 'manager'], departments: [] }, 20],
    ['that of a department', { id: 'mei', roles: ['staff'], departments: ['head', 'sales'] }, 15],
    ['that of the person before all others', { id: 'lin', roles: ['manager'], departments: ['sales'] }, 5],
    ['none where nothing speaks of the person', { id: 'admin', roles: ['administrator'], departments: [] }, null],
  ])('is %s', (_, person, wanted) => expect(limitOf(person, limits)).toBe(wanted))
})
