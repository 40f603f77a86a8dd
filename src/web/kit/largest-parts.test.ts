import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { largestParts } from './largest-parts.ts'

const partsOfAny = fc.array(fc.record({ value: fc.integer({ min: -50, max: 1000 }), isRest: fc.boolean() }), { maxLength: 30 }).map((list) => list.map(({ value, isRest }, from) => ({ name: `part ${from}`, value, from, isRest })))

describe('the largest parts of a whole', () => {
  test('come to all that is more than nothing, largest first, and the rest is one part at the end', () => {
    fc.assert(
      fc.property(partsOfAny, (parts) => {
        const drawn = largestParts(parts, 'others')
        const sum = (list: { value: number }[]) => list.reduce((total, { value }) => total + Math.max(0, value), 0)
        expect(sum(drawn)).toBe(sum(parts))
        expect(drawn.length).toBeLessThanOrEqual(7)
        const named = drawn.filter(({ isRest }) => !isRest)
        expect(named.map(({ value }) => value)).toEqual(named.map(({ value }) => value).toSorted((one, other) => other - one))
        expect(drawn.slice(0, -1).some(({ isRest }) => isRest)).toBe(false)
        for (const { name, from } of named) expect(parts[from]?.name).toBe(name)
      }),
    )
  })
})
