import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyOptions } from '../../rules/currencies.ts'
import { totalsOf } from '../../rules/totals.ts'
import { liveTotals } from './live-totals.ts'

const line = fc.record({
  quantity: fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: -50_000, max: 1_000_000_000 })).map((thousandths) => thousandths / 1000),
  price: fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 2_000_000_000 })).map((units) => new Decimal(units).div(10_000).toFixed(4)),
  discount: fc.option(fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)),
  tax_rate: fc.option(fc.constantFrom(0, 1, 3, 6, 9, 13, 17.5)),
})
const document = fc.record({
  lines: fc.array(line, { maxLength: 30 }),
  currency: fc.constantFrom(...currencyOptions.map(({ key }) => key)),
  exchange_rate: fc.constant(1),
  prices_include_tax: fc.boolean(),
  discount_percent: fc.option(fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)),
  discount_amount: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((units) => new Decimal(units).div(100).toFixed(2))),
})

describe('totals while typing', () => {
  test('are those of the server to the last cent, under any discount, tax and currency', () => {
    fc.assert(
      fc.property(document, (document) => {
        const { lines, subtotal, discount_total, tax_total, total } = totalsOf(document)
        expect(liveTotals(document)).toEqual({ amounts: lines.map(({ amount }) => amount), subtotal, discount_total, tax_total, total })
      }),
      { numRuns: 3000 },
    )
  })

  test('leave a line out that is not finished, and take amounts as they are read', () => {
    const lines = [{ quantity: 2, price: '10.005', discount: null, tax_rate: 6 }, { quantity: 2, price: '', discount: null, tax_rate: null }, { quantity: '1.', price: '-', discount: null, tax_rate: null }]
    expect(liveTotals({ lines, currency: 'CNY', prices_include_tax: true, discount_percent: null, discount_amount: { amount: '0.01', currency: 'CNY' } })).toEqual({
      amounts: ['20.01', null, null], subtotal: '20.01', discount_total: '0.01', tax_total: '1.13', total: '20.00',
    })
  })
})
