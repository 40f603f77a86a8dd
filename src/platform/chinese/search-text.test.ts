import fc from 'fast-check'
import { expect, test } from 'vitest'
import { doubleNonAscii, likePattern, repeatNonAscii } from './search-text.ts'

// Few characters, so that needles are often found and runs of one character are frequent.
const text = fc.array(fc.constantFrom('张', '三', 'a', 'A', '1', '%', '_', '\\', 'é', '😀', 'Σ', 'İ', '\n'), { maxLength: 8 }).map((parts) => parts.join(''))

function lower(value: string): string {
  return [...value].map((character) => (character === 'İ' ? 'i' : character.toLowerCase())).join('')
}

test.each([
  ['张三', '张张三三'],
  ['Abc 张', 'abc 张张'],
  ['😀', '😀😀'],
  ['ÉΣ', 'ééσσ'],
  ['İ', 'i'],
  ['', ''],
])('%s is written %s', (plain, doubled) => {
  expect(doubleNonAscii(plain)).toBe(doubled)
})

test('a needle is part of a text exactly if the repeated needle is part of the repeated text', () => {
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 4 }), (needle, hay, times) => {
      expect(repeatNonAscii(hay, times).includes(repeatNonAscii(needle, times))).toBe(lower(hay).includes(lower(needle)))
    }),
    { numRuns: 2000 },
  )
})

test('what was cut out of a text is found in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (hay, from, length) => {
      const needle = [...hay].slice(from % (hay.length + 1)).slice(0, length).join('')
      expect(doubleNonAscii(hay)).toContain(doubleNonAscii(needle))
    }),
  )
})

test('repeating goes character by character', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(doubleNonAscii(one + other)).toBe(doubleNonAscii(one) + doubleNonAscii(other))
    }),
  )
})

test('the pattern finds the needle anywhere and takes %, _ and \\ for themselves', () => {
  fc.assert(
    fc.property(text, text, (needle, hay) => {
      expect(like(doubleNonAscii(hay), likePattern(needle))).toBe(lower(hay).includes(lower(needle)))
    }),
    { numRuns: 2000 },
  )
})

/** LIKE as PostgreSQL does it. */
function like(value: string, pattern: string): boolean {
  const source = pattern.replace(/\\([\s\S])|[\s\S]/g, (sign, escaped?: string) => {
    if (escaped !== undefined) return quoted(escaped)
    return sign === '%' ? '[\\s\\S]*' : sign === '_' ? '[\\s\\S]' : quoted(sign)
  })
  return new RegExp(`^${source}$`).test(value)
}

function quoted(sign: string): string {
  return sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
