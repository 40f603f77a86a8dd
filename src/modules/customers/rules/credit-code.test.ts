import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCreditCode, makeCreditCode, normaliseCreditCode } from './credit-code.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const letters = (length: number) => fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((parts) => parts.join(''))
const division = fc.integer({ min: 0, max: 999_999 }).map((number) => String(number).padStart(6, '0'))
const first17 = fc.tuple(letters(2), division, letters(9)).map((parts) => parts.join(''))

test.each(['9144030071526726XG', '91330100799655058B', '91110000802100433B', '914403001922038216', '91350100M000100Y43'])('%s, a code in use, is right', (code) => {
  expect(checkCreditCode(code)).toBeNull()
})

test.each([
  ['', 'length'],
  ['9144030071526726X', 'length'],
  ['9144030071526726XGG', 'length'],
  ['9144030071526726XI', 'characters'],
  ['91A40300715267260G', 'characters'],
  ['9144030071526726X中', 'characters'],
  ['9144030071526726XH', 'check_digit'],
] as const)('%s has a fault: %s', (code, fault) => {
  expect(checkCreditCode(code)).toBe(fault)
})

test('small letters, full width, spaces and dashes are no fault', () => {
  expect(checkCreditCode('９１４４０３００－７１５２６７２６ｘｇ')).toBeNull()
  expect(normaliseCreditCode(' 9144 0300 7152 6726 xg ')).toBe('9144030071526726XG')
})

test('a code that was made is right', () => {
  fc.assert(
    fc.property(first17, (beginning) => {
      const code = makeCreditCode(beginning)
      expect(code.slice(0, 17)).toBe(beginning)
      expect(checkCreditCode(code)).toBeNull()
    }),
  )
})

test('every slip in one place is noticed, and so are two neighbours that changed places', () => {
  fc.assert(
    fc.property(first17, fc.nat(17), fc.constantFrom(...alphabet), fc.nat(16), (beginning, place, other, pair) => {
      const code = makeCreditCode(beginning)
      const slipped = code.slice(0, place) + other + code.slice(place + 1)
      const swapped = code.slice(0, pair) + code.charAt(pair + 1) + code.charAt(pair) + code.slice(pair + 2)
      for (const wrong of [slipped, swapped]) expect(checkCreditCode(wrong) === null).toBe(wrong === code)
    }),
    { numRuns: 500 },
  )
})

test('no code is made of what cannot begin one', () => {
  expect(() => makeCreditCode('123')).toThrow(RangeError)
  expect(() => makeCreditCode('9144030071526726I')).toThrow(RangeError)
})
