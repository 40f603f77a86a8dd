import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyOptions, digitsOf } from './currencies.ts'
import { totalsOf, type DocumentInput } from './totals.ts'

const line = fc.record({
  quantity: fc.integer({ min: 0, max: 10_000_000 }).map((thousandths) => thousandths / 1000),
  price: fc.integer({ min: 0, max: 100_000_000 }).map((units) => new Decimal(units).div(10_000).toFixed(4)),
  discount: fc.option(fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)),
  tax_rate: fc.option(fc.constantFrom(0, 1, 3, 6, 9, 13, 17.5)),
})
const document: fc.Arbitrary<DocumentInput> = fc.record({
  lines: fc.array(line, { maxLength: 12 }),
  currency: fc.constantFrom(...currencyOptions.map(({ key }) => key)),
  exchange_rate: fc.constantFrom(1, 0.0468, 7.1234),
  prices_include_tax: fc.boolean(),
  discount_percent: fc.option(fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)),
  discount_amount: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((units) => new Decimal(units).toFixed(2))),
})
const sumOf = (amounts: readonly string[]) => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0)).toFixed(2)

describe('the totals of a document', () => {
  test('are the sums of its lines to the cent, under any discount, tax and currency', () => {
    fc.assert(fc.property(document, (document) => {
      const totals = totalsOf(document)
      expect(totals.subtotal).toBe(sumOf(totals.lines.map(({ amount }) => amount)))
      expect(totals.net_total).toBe(sumOf(totals.lines.map(({ net }) => net)))
      expect(totals.tax_total).toBe(sumOf(totals.lines.map(({ tax }) => tax)))
      expect(totals.total).toBe(sumOf(totals.lines.map(({ total }) => total)))
      expect(totals.total).toBe(sumOf([totals.net_total, totals.tax_total]))
      const paid = new Decimal(totals.subtotal).minus(totals.discount_total)
      expect((document.prices_include_tax ? new Decimal(totals.total) : new Decimal(totals.net_total)).toFixed(2)).toBe(paid.toFixed(2))
    }))
  })

  test('have no more digits than the currency, and no line below zero or above what it was', () => {
    fc.assert(fc.property(document, (document) => {
      const totals = totalsOf(document)
      const digits = digitsOf(document.currency)
      for (const amount of [totals.subtotal, totals.discount_total, totals.net_total, totals.tax_total, totals.total]) expect(new Decimal(amount).decimalPlaces()).toBeLessThanOrEqual(digits)
      for (const { amount, net, tax, total } of totals.lines) {
        for (const part of [amount, net, tax, total]) {
          expect(new Decimal(part).decimalPlaces()).toBeLessThanOrEqual(digits)
          expect(new Decimal(part).isNegative()).toBe(false)
        }
        expect(new Decimal(document.prices_include_tax ? total : net).lte(amount)).toBe(true)
      }
    }))
  })

  test('do not change when the lines are read back and written again', () => {
    fc.assert(fc.property(document, (document) => {
      const once = totalsOf(document)
      expect(totalsOf({ ...document, lines: once.lines })).toEqual(once)
    }))
  })

  test('of a contract for rooms, by hand: 3 at 880 with 10% off, 2 at 1,288.50, 6% tax inside, 100 off the whole', () => {
    const totals = totalsOf({
      lines: [{ quantity: 3, price: '880.0000', discount: 10, tax_rate: 6 }, { quantity: 2, price: '1288.5', tax_rate: 6 }],
      currency: 'CNY', exchange_rate: 1, prices_include_tax: true, discount_percent: null, discount_amount: '100.00',
    })
    // 2,376.00 and 2,577.00 are 4,953.00; of 100.00 the first bears 47.97 and the second 52.03.
    expect(totals).toMatchObject({ subtotal: '4953.00', discount_total: '100.00', total: '4853.00', net_total: '4578.30', tax_total: '274.70', base_total: '4853.00' })
    expect(totals.lines).toMatchObject([{ amount: '2376.00', total: '2328.03', net: '2196.25', tax: '131.78' }, { amount: '2577.00', total: '2524.97', net: '2382.05', tax: '142.92' }])
  })

  test('round half up, also where a float would not', () => {
    expect(totalsOf({ lines: [{ quantity: 1, price: '1.005' }], currency: 'CNY', exchange_rate: 1, prices_include_tax: true, discount_percent: null, discount_amount: null }).total).toBe('1.01')
    expect(totalsOf({ lines: [{ quantity: 1.5, price: '1' }], currency: 'JPY', exchange_rate: 0.05, prices_include_tax: true, discount_percent: null, discount_amount: null })).toMatchObject({ total: '2.00', base_total: '0.10' })
  })
})
