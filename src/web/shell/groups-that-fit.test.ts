import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupsThatFit } from './groups-that-fit.ts'

const groups = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 9 }).map((sizes) => sizes.map((size, at) => ({ key: `g${at}`, size })))

test('the group of the page is open however little room there is, and what else is open fits and comes from the top', () => {
  fc.assert(
    fc.property(groups, fc.nat({ max: 8 }), fc.nat({ max: 60 }), (all, at, room) => {
      const first = all[at % all.length]!
      const open = groupsThatFit({ groups: all, first: first.key, room })
      expect(open.has(first.key)).toBe(true)
      const total = all.filter(({ key }) => open.has(key)).reduce((sum, { size }) => sum + size, 0)
      expect(open.size === 1 || total <= room).toBe(true)
      const others = all.filter(({ key }) => key !== first.key)
      const closed = others.findIndex(({ key }) => !open.has(key))
      expect(closed === -1 || others.slice(closed).every(({ key }) => !open.has(key))).toBe(true)
      // A group is closed only for want of room.
      expect(closed === -1 || total + others[closed]!.size > room).toBe(true)
    }),
  )
})

test('on a page of no group the first one is open', () => {
  expect([...groupsThatFit({ groups: [{ key: 'a', size: 9 }, { key: 'b', size: 1 }], first: undefined, room: 3 })]).toEqual(['a'])
})
