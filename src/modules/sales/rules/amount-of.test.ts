import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountOf } from './amount-of.ts'

test('a line without an amount comes to quantity times price, exact, half a cent away from zero', () => {
  expect([amountOf({ quantity: 3, unit_price: '2.55' }), amountOf({ quantity: -6, unit_price: '1.6500' }), amountOf({ quantity: 0.5, unit_price: '0.01' }), amountOf({ quantity: 1.005, unit_price: '1.0000' })]).toEqual(['7.65', '-9.90', '0.01', '1.01'])
  const digits = (value: bigint, scale: number) => `${value < 0n ? '-' : ''}${String(value < 0n ? -value : value).padStart(scale + 1, '0').replace(new RegExp(`(\\d{${scale}})$`), '.$1')}`
  fc.assert(fc.property(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(0n, 10n ** 12n), (thousandths, tenthousandths) => {
    const product = thousandths * tenthousandths
    const size = product < 0n ? -product : product
    const cents = (size + 50_000n) / 100_000n
    const told = amountOf({ quantity: digits(thousandths, 3), unit_price: digits(tenthousandths, 4) })
    expect(Number(told?.replace('-', '').replace('.', ''))).toBe(Number(cents))
    expect(told?.startsWith('-')).toBe(product < 0n && cents > 0n)
  }))
})

test('nothing is computed from what is not known', () => {
  expect([amountOf({ quantity: null, unit_price: '1' }), amountOf({ quantity: 1, unit_price: null }), amountOf({ quantity: 1, unit_price: '' }), amountOf({})]).toEqual([null, null, null, null])
})
