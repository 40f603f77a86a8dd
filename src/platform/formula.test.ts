import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileFormula, FormulaError } from './formula.ts'

const variables = { amount: 'number', count: 'number', name: 'text', tags: 'texts', vip: 'boolean', born: 'day' } as const
const values = { amount: '1234.50', count: 3, name: '云海', tags: ['a', 'b'], vip: true, born: '2000-02-29' }
const valueOf = (source: string, more: object = {}) => compileFormula(source, variables).run({ ...values, ...more }, '2026-11-25')

describe('a formula', () => {
  test.each([
    ['amount * 0.1 + count', '126.45'],
    ['amount / count', '411.5'],
    ['0.1 + 0.2', '0.3'],
    ['round(amount / 7, 2)', '176.36'],
    ['-amount + 1', '-1233.5'],
    ['amount > 1000 ? amount : 0', '1234.5'],
    ['amount == 1234.5 && count != 4', true],
    ['vip ? "贵宾 " + name : name', '贵宾 云海'],
    ['"a" in tags && size(tags) > 1', true],
    ['size(name) + count', '5'],
    ['tags[0] + text(count)', 'a3'],
    ['today - born', '9766'],
    ['year(today) - year(born)', '26'],
    ['born + 1', '2000-03-01'],
    ['today > born', true],
    ['min(amount, 5) + max(count, 4) + abs(-2) + floor(1.9) + ceil(1.1)', '14'],
    ['9007199254740993 + 0', '9007199254740993'],
  ])('%s', (source, result) => {
    expect(valueOf(source)).toEqual(result)
  })

  test('takes what is empty as nought, as no text, as no; a day that is empty makes it empty', () => {
    const empty = { amount: null, count: null, name: null, tags: null, vip: null, born: null }
    expect(valueOf('amount + count + 1', empty)).toBe('1')
    expect(valueOf('name + "." + (vip ? "yes" : "no")', empty)).toBe('.no')
    expect(valueOf('today - born', empty)).toBeNull()
    expect(valueOf('amount / count', empty)).toBeNull()
    expect(valueOf('tags[5]')).toBeNull()
  })

  test('says what it reads and what it gives', () => {
    const formula = compileFormula('born < today ? amount : count', variables)
    expect([formula.kind, [...formula.inputs].sort()]).toEqual(['number', ['amount', 'born', 'count', 'today']])
  })

  test.each(['amount +', 'amount + name', 'nothing_like_it * 2', 'name > 3', '{"a": 1}', 'vip ? 1 : "x"', 'amount.constructor', 'a'.repeat(1001), '', 'tags.map(t, t + 1)', '((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))))))))'.repeat(1) + '+']) (
    'is not: %s',
    (source) => {
      expect(() => compileFormula(source, variables)).toThrow(FormulaError)
    },
  )

  test('names what it does not know', () => {
    expect(() => compileFormula('amonut * 2', variables)).toThrow(expect.objectContaining({ unknown: 'amonut' }))
  })

  test('computes as exactly as the decimals it is given, and never throws, whatever the values', () => {
    const sum = compileFormula('amount * count + amount', variables)
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: -10_000, max: 10_000 }), (cents, count) => {
        const amount = new Decimal(cents).div(100)
        expect(sum.run({ amount: amount.toFixed(2), count }, '2026-01-01')).toBe(amount.times(count).plus(amount).toFixed())
      }),
    )
    const everything = compileFormula('text(amount / count) + name + (vip ? tags[1] : "") + text(born + count) + text(today - born)', variables)
    fc.assert(
      fc.property(fc.record({ amount: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), count: fc.option(fc.integer()), name: fc.option(fc.string()), vip: fc.option(fc.boolean()), tags: fc.option(fc.array(fc.string())), born: fc.option(fc.constantFrom('1900-01-01', '9999-12-31', '2024-02-29')) }), (some) => {
        const result = everything.run(some, '2026-01-01')
        expect(result === null || typeof result === 'string').toBe(true)
      }),
    )
  })
})
