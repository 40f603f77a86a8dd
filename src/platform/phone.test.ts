import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPhone, parsePhone } from './phone.ts'

const digits = (length: number) => fc.integer({ min: 0, max: 10 ** length - 1 }).map((number) => String(number).padStart(length, '0'))
const mobile = fc.tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), digits(9)).map(([second, rest]) => `1${second}${rest}`)
const landline = fc.tuple(fc.constantFrom('10', '20', '21', '22', '23', '24', '25', '27', '28', '29'), fc.integer({ min: 2, max: 7 }), digits(7)).map(([area, first, rest]) => ({ area, number: `${first}${rest}` }))

test.each([
  ['13812345678', '+8613812345678', '138 1234 5678'],
  ['１３８　１２３４　５６７８', '+8613812345678', '138 1234 5678'],
  ['+86 138-1234-5678', '+8613812345678', '138 1234 5678'],
  ['0086 13812345678', '+8613812345678', '138 1234 5678'],
  ['19212345678', '+8619212345678', '192 1234 5678'],
  ['021-12345678', '+862112345678', '021 1234 5678'],
  ['（0571）8765-4321', '+8657187654321', '0571 8765 4321'],
  ['86-10-65529988', '+861065529988', '010 6552 9988'],
  ['0999-1234567', '+869991234567', '0999 123 4567'],
  ['400-820-8820', '+864008208820', '400 820 8820'],
  ['8008201234', '+868008201234', '800 820 1234'],
  ['+1 (213) 373-4253', '+12133734253', '+1 213 373 4253'],
  ['00852 9123 4567', '+85291234567', '+852 9123 4567'],
  ['+44 (0)20 7946 0958', '+442079460958', '+44 20 7946 0958'],
])('%s is %s and shown as %s', (text, e164, shown) => {
  expect(parsePhone(text)).toEqual({ e164 })
  expect(formatPhone(e164)).toBe(shown)
})

test.each(['021-12345678转123', '021-12345678 转 123', '02112345678 分机：123', '021-12345678 ext. 123', '021-12345678x123', '021-12345678#123', '021-12345678-123', '(021)1234-5678-123'])(
  'the extension of %s stands beside the number',
  (text) => {
    expect(parsePhone(text)).toEqual({ e164: '+862112345678', ext: '123' })
  },
)

test.each(['', '+', 'abc', '1381234567', '138123456789', '12345678901', '12345678', '95588', '电话13812345678', '13812345678;13912345678', '1-800-FLOWERS', '0571-1234567', '1'.repeat(5000)])(
  '%s is no telephone number',
  (text) => {
    expect(parsePhone(text)).toEqual({ error: 'invalid_phone' })
  },
)

test('numbers without a country are of the default country', () => {
  expect(parsePhone('213 373 4253', 'US')).toEqual({ e164: '+12133734253' })
  expect(parsePhone('13812345678', 'US')).toEqual({ error: 'invalid_phone' })
  expect(parsePhone('+86 13812345678', 'US')).toEqual({ e164: '+8613812345678' })
})

test('every Chinese mobile number is read in every spelling', () => {
  const spell = fc.constantFrom(
    (number: string) => number,
    (number: string) => `+86${number}`,
    (number: string) => `+86 ${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`,
    (number: string) => `86-${number}`,
    (number: string) => `(${number.slice(0, 3)}) ${number.slice(3, 7)}-${number.slice(7)}`,
  )
  fc.assert(
    fc.property(mobile, spell, (number, spelling) => {
      expect(parsePhone(spelling(number))).toEqual({ e164: `+86${number}` })
    }),
  )
})

test('a landline is read with its area code, with and without extension', () => {
  fc.assert(
    fc.property(landline, digits(3), ({ area, number }, ext) => {
      const e164 = `+86${area}${number}`
      expect(parsePhone(`0${area}-${number}`)).toEqual({ e164 })
      expect(parsePhone(`0${area}-${number}-${ext}`)).toEqual({ e164, ext })
      expect(parsePhone(`(0${area})${number}转${ext}`)).toEqual({ e164, ext })
    }),
  )
})

test('what was read is read again as the same, also in the form for people', () => {
  fc.assert(
    fc.property(fc.oneof(mobile, landline.map(({ area, number }) => `0${area}${number}`), fc.constantFrom('+12133734253', '+442079460958', '4008208820')), (text) => {
      const parsed = parsePhone(text)
      const e164 = 'e164' in parsed ? parsed.e164 : ''
      expect(e164).toMatch(/^\+[1-9]\d{6,14}$/)
      expect(parsePhone(e164)).toEqual({ e164 })
      expect(parsePhone(formatPhone(e164))).toEqual({ e164 })
    }),
  )
})

test('no text makes it fail, and what it accepts is E.164', () => {
  const pieces = fc.constantFrom('1', '3', '8', '0', '+', '-', ' ', '(', ')', '转', '86', '021', '400', 'x')
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(''))), (text) => {
      const parsed = parsePhone(text)
      if ('e164' in parsed) expect(parsed.e164).toMatch(/^\+[1-9]\d{3,14}$/)
      formatPhone(text)
    }),
    { numRuns: 500 },
  )
})
