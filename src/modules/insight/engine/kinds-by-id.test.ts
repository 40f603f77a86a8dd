import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kindsById } from './kinds-by-id.ts'

const bytesOf = (id: string) => Buffer.from(`00${id.replaceAll('-', '')}`, 'hex')

test('every product is of its kind, whatever the ids have in common, and any other id of none', () => {
  // Few digits: many ids that differ in one word alone, or fall on the same place.
  const id = fc.array(fc.constantFrom('0', '1', 'f'), { minLength: 32, maxLength: 32 }).map((digits) => digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))
  fc.assert(fc.property(fc.uniqueArray(fc.oneof(id, fc.uuid()), { maxLength: 200 }), fc.array(id, { maxLength: 20 }), (ids, others) => {
    const kinds = ids.map((each, at) => ({ id: each, kind: at % 62 }))
    const { kindAt } = kindsById(kinds)
    for (const { id: each, kind } of kinds) expect(kindAt(bytesOf(each), 1)).toBe(kind)
    for (const other of others.filter((each) => !ids.includes(each))) expect(kindAt(bytesOf(other), 1)).toBe(-1)
  }))
})
