import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partOf } from './ranges.ts'

test('a part lies inside the file, and parts one after the other are the whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1200), fc.nat(1200), (size, first, last) => {
      const part = partOf(`bytes=${first}-${last}`, size)
      expect(part).toEqual(last < first ? null : first >= size ? 'unsatisfiable' : { start: first, end: Math.min(last, size - 1) })
      expect(partOf(`bytes=${first}-`, size)).toEqual(first >= size ? 'unsatisfiable' : { start: first, end: size - 1 })
    }),
  )
  expect(partOf('bytes=-3', 10)).toEqual({ start: 7, end: 9 })
  expect(partOf('bytes=-30', 10)).toEqual({ start: 0, end: 9 })
  expect(partOf('bytes=-0', 10)).toBe('unsatisfiable')
})

test('any other header means the whole', () => {
  for (const header of [undefined, '', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=1-2,4-5', 'items=0-1', 'bytes=5-2', 'bytes=1.5-2']) expect(partOf(header, 10)).toBeNull()
  fc.assert(fc.property(fc.string(), fc.nat(100), (header, size) => void partOf(header, size)))
})
