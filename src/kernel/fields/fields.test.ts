import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field, FieldTypeName, Value } from '../definitions/field.ts'
import { typeOf } from './index.ts'

const label = { zh: '字段', en: 'Field' }
const optionsOf = (...keys: string[]) => keys.map((key) => ({ key, label: { zh: `选项${key}`, en: `Option ${key}` } }))

/** One field of each type, and of each way a type can be set. */
const variants: [FieldTypeName, Partial<Field>][] = [
  ['text', {}], ['rich_text', {}], ['number', {}], ['number', { scale: 3, min: 0 }], ['money', {}], ['money', { scale: 4 }], ['percent', {}], ['percent', { scale: 0 }], ['date', {}], ['time', {}], ['duration', {}], ['datetime', {}], ['boolean', {}],
  ['choice', { options: optionsOf('a', 'b') }], ['choices', { options: optionsOf('a', 'b') }], ['phone', {}], ['phone', { many: true }], ['mail', {}], ['mail', { many: true }], ['address', {}], ['address', { many: true }], ['tags', {}], ['rating', {}], ['rating', { max: 10 }], ['json', {}],
  ['json', { parts: [{ name: 'a', label, type: 'text' }] }], ['json', { many: true, parts: [{ name: 'a', label, type: 'date' }] }], ['sequence', { format: 'T-{000}' }],
]

const random = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })).map((stream) => () => stream.next().value as number)

describe.each(variants)('the type %s %o', (type, more) => {
  const field: Field = { name: 'f', column: 'f', type, label, ...more }
  const of = typeOf(field)
  const stored = (value: Value) => of.parse(value, field)

  test('takes its own samples, and what it has parsed once it parses to the same', () => {
    fc.assert(
      fc.property(random, (random) => {
        const sample = of.sample(random, field)
        const parsed = stored(sample)
        expect(parsed).toHaveProperty('value')
        if ('value' in parsed) expect(stored(parsed.value)).toEqual(parsed)
      }),
    )
  })

  test('exports a text that it imports as the same value, in both languages', () => {
    fc.assert(
      fc.property(random, fc.constantFrom('zh' as const, 'en' as const), (random, language) => {
        const parsed = stored(of.sample(random, field))
        if (!('value' in parsed)) throw new Error('a sample is valid')
        const text = of.exportText(parsed.value, field, language)
        if (text === '') return
        expect(of.importText(text, field, language)).toEqual(parsed)
      }),
    )
  })

  test('never throws, whatever it is given: a value, or what is wrong in both languages', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withObjectString: true, withNullPrototype: true }), fc.string({ unit: 'binary' })), (input) => {
        const parsed = of.parse(input, field)
        if ('invalid' in parsed) expect(parsed.invalid).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/), message: { zh: expect.stringMatching(/./), en: expect.stringMatching(/./) } })
        else expect(JSON.parse(JSON.stringify(parsed.value))).toEqual(parsed.value)
      }),
      { numRuns: 300 },
    )
  })

  test('imports any text to a value or a problem, never to an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const parsed = of.importText(text, field, 'zh')
        expect('value' in parsed || 'invalid' in parsed).toBe(true)
      }),
    )
  })
})

test('imports amounts as bookkeepers, banks and shops write them', () => {
  const field: Field = { name: 'f', column: 'f', type: 'money', label }
  const read = (text: string) => typeOf(field).importText(text, field, 'zh')
  for (const text of ['(12.50)', '-12.50', '$-12.50', '($12.50)', 'CNY -12.50', '-12.50 EUR', '-￥12.50', '-12.50元']) expect([text, read(text)]).toEqual([text, { value: '-12.50' }])
  for (const text of ['()', 'CNY', '(12', '12.50 dollars']) expect([text, read(text)]).toEqual([text, { invalid: expect.anything() }])
})
