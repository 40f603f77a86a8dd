import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPersonId } from './person-id.ts'

// The examples of the standard itself.
test.each(['11010519491231002X', '440524188001010014', '11010519491231002x', '１１０１０５ １９４９１２３１ ００２Ｘ'])('%s is right', (id) => {
  expect(checkPersonId(id)).toBeNull()
})

test.each([
  ['1101051949123100', 'length'],
  ['11010519491231002A', 'characters'],
  ['110105194913310028', 'birthday'],
  ['110105194902290021', 'birthday'],
  ['110105194912310021', 'check_digit'],
] as const)('%s has a fault: %s', (id, fault) => {
  expect(checkPersonId(id)).toBe(fault)
})

test('every slip in one place is noticed', () => {
  fc.assert(
    fc.property(fc.nat(17), fc.nat(9), (place, digit) => {
      const id = '11010519491231002X'
      const slipped = id.slice(0, place) + digit + id.slice(place + 1)
      expect(checkPersonId(slipped) === null).toBe(slipped === id)
    }),
    { numRuns: 200 },
  )
})
