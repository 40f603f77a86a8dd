import { Decimal as Plain } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../../platform/problems.ts'
import { simpleValue, type SimpleValueInput } from './simple-value.ts'

const Decimal = Plain.clone({ precision: 100 })
const amount = fc.integer({ min: 0, max: 1e12 }).map((cents) => (cents / 100).toFixed(2))
const input = fc.record({ amount, purchases_per_year: fc.integer({ min: 0, max: 1000 }), years: fc.integer({ min: 0, max: 100 }), satisfied_tells: fc.integer({ min: 0, max: 50 }), dissatisfied_tells: fc.integer({ min: 0, max: 50 }), percent_moved: fc.integer({ min: 0, max: 100 }) })

function faultsOf(odd: SimpleValueInput): string[] {
  try {
    simpleValue(odd)
    return []
  } catch (error) {
    return error instanceof Problem ? error.issues.map(({ path, code }) => `${path} ${code}`) : ['no problem']
  }
}

describe('the simple value of a customer', () => {
  test('50 a week over ten years is 26,000; 52,000 where it is satisfied; 78,000 lost where it is not', () => {
    expect(simpleValue({ amount: '50', purchases_per_year: 52, years: 10 })).toEqual({ own: '26000', satisfied: '52000', dissatisfied: '-78000', won: '1', lost: '2' })
  })

  test('is exact: no cent is lost in a float', () => {
    expect(simpleValue({ amount: '0.1', purchases_per_year: '3', years: '1' }).own).toBe('0.3')
    expect(simpleValue({ amount: '999999999999999.99', purchases_per_year: '365', years: '100' }).own).toBe('36499999999999999635')
  })

  test('adds up: what is won and lost is worth as much a person as the customer itself', () => {
    fc.assert(fc.property(input, (one) => {
      const { own, satisfied, dissatisfied, won, lost } = simpleValue(one)
      expect(new Decimal(own).times(new Decimal(won).plus(1)).eq(satisfied)).toBe(true)
      expect(new Decimal(own).times(new Decimal(lost).plus(1)).neg().eq(dissatisfied)).toBe(true)
      expect(dissatisfied).not.toBe('-0')
      expect(new Decimal(one.amount).times(one.purchases_per_year).times(one.years).eq(own)).toBe(true)
    }))
  })

  test('is refused for what is no number, below nothing or beyond all measure, all at once', () => {
    expect(faultsOf({ amount: 'fifty', purchases_per_year: -1, years: 5000 })).toEqual(['amount not_a_number', 'purchases_per_year below_zero', 'years too_large'])
    expect(faultsOf({ amount: Number.NaN, purchases_per_year: Number.POSITIVE_INFINITY, years: '1e3', percent_moved: 101 })).toEqual(['amount not_a_number', 'purchases_per_year not_a_number', 'years not_a_number', 'percent_moved too_large'])
    expect(faultsOf({ amount: '1'.repeat(50), purchases_per_year: '', years: '１０' })).toEqual(['amount not_a_number', 'purchases_per_year not_a_number', 'years not_a_number'])
  })
})
