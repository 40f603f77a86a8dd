import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormulaError } from './formula-fault.ts'
import { compileFormula } from './formula.ts'

const variables = { amount: 'number', count: 'number', name: 'text', tags: 'texts', vip: 'boolean', born: 'day' } as const
const values = { amount: '1234.50', count: 3, name: '云海', tags: ['a', 'b'], vip: true, born: '2000-02-29' }
const valueOf = (source: string, more: object = {}) => compileFormula(source, variables).run({ ...values, ...more }, '2026-11-25')

function faultOf(source: string): FormulaError | null {
  try {
    compileFormula(source, variables)
    return null
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
}

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

  test.each([
    ['amonut * 2', '第 1 个字符“amonut”：没有这个字段', 'character 1 (“amonut”): there is no such field'],
    ['amount * 年度额', '第 10 个字符“年度额”：没有这个字段', 'character 10 (“年度额”): there is no such field'],
    ['rond(amount)', '没有函数“rond”，是否指“round”？', 'there is no function “rond”; did you mean “round”?'],
    ['round(name)', '函数“round”不接受文本', '“round” does not take a text'],
    ['name / name', '“/”不能用于文本和文本', '“/” does not go with a text and a text'],
    ['1.5 * 2 + name * 3', '第 11 个字符“name * 3”：“*”不能用于文本和数字', 'character 11 (“name * 3”): “*” does not go with a text and a number'],
    ['amount + name', '用 text(…) 可变为文本', 'text(…) makes a text'],
    ['amount ? 1 : 2', '“?”之前应是条件（是或否）', 'before “?” stands a condition'],
    ['vip ? 1 : "x"', '现在是数字和文本', 'these are a number and a text'],
    ['round((amount + 1, 2', '第 7 个字符“(”：“(”缺少与之配对的“)”', 'character 7 (“(”): “(” has no “)”'],
    ['(1 + [2)', '“[”缺少与之配对的“]”', '“[” has no “]”'],
    ['amount)', '“)”缺少与之配对的“(”', '“)” has no “(”'],
    ['amount + "x', '第 10 个字符“"x”：文本缺少结尾的引号', 'no quotation mark at its end'],
    ['amount\n  + ', '第 2 行第 5 个字符：没有写完', ', line 2, character 5: it is not finished'],
    ['amount = 1', '应写作“==”', 'write “==”'],
    ['min(amount，count)', '第 11 个字符“，”：应写作“,”', 'character 11 (“，”): write “,”'],
    ['amount count', '第 8 个字符“count”：不应出现在这里', 'it cannot stand here'],
    ['{"a": 1}', '结果是别的值，不能保存', 'its result is something else'],
  ])('says what is wrong and where: %s', (source, zh, en) => {
    const { words } = faultOf(source)!
    expect([words.zh, words.en]).toEqual([expect.stringContaining(zh), expect.stringContaining(en)])
  })

  test('never says what is wrong in English words within Chinese ones, whatever is written', () => {
    const pieces = fc.constantFrom('amount', 'name', 'vip', 'tags', 'born', 'nobody', '年', '1', '0x', '1e', '"x"', '"', "'", '(', ')', '[', ']', '{', '}', '+', '/', '=', '==', '&&', '!', '?', ':', ',', '，', '.', '.map(', 'round(', 'size(', 'foo(', 'has(', 'in', 'for', '\\', '\n', ' ')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (some) => {
        const fault = faultOf(some.join(' '))
        // Within quotation marks stands what was written.
        expect(fault?.words.zh.replaceAll(/“.*?”(?=[：不缺，])/gs, '').replaceAll(/“[^”]*”/g, '').replace('text(…)', '') ?? '').not.toMatch(/[A-Za-z]/)
      }),
      { numRuns: 1000 },
    )
  })

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
