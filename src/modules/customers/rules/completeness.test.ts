import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completenessOf, completenessWeights, type CustomerKind } from './completeness.ts'

const kind = fc.constantFrom<CustomerKind>('organisation', 'person')
const empty = fc.constantFrom<unknown>(null, undefined, '', '  ', [], [''], {}, { city: '', street: null })
const filled = fc.constantFrom<unknown>('张三', 0, false, ['+8613812345678'], { city: '杭州市', street: '' }, new Date(0))

test('an empty file has 0 percent and misses everything, the heaviest first', () => {
  const { percent, missing } = completenessOf({}, 'organisation')
  expect(percent).toBe(0)
  expect(missing[0]).toBe('name')
  expect([...missing].sort()).toEqual(Object.keys(completenessWeights.organisation).sort())
})

test('a full file has 100 percent and misses nothing', () => {
  fc.assert(
    fc.property(kind, filled, (of, value) => {
      const record = Object.fromEntries(Object.keys(completenessWeights[of]).map((field) => [field, value]))
      expect(completenessOf(record, of)).toEqual({ percent: 100, missing: [] })
    }),
  )
})

test('what the archive rules require within three days has a weight', () => {
  const required = ['name', 'addresses', 'phones', 'contact_name', 'contact_position', 'contact_phone', 'contact_mail', 'contact_gender', 'contact_birthday', 'contact_best_time']
  for (const field of required) expect(completenessWeights.organisation[field]).toBeGreaterThanOrEqual(3)
  for (const field of ['name', 'addresses', 'phones', 'emails', 'gender', 'birthday', 'best_time']) expect(completenessWeights.person[field]).toBeGreaterThanOrEqual(3)
})

test('filling a field never lowers the percentage and takes it from the missing ones', () => {
  const file = (of: CustomerKind) => fc.dictionary(fc.constantFrom(...Object.keys(completenessWeights[of]), 'remark'), fc.oneof(empty, filled))
  const filling = kind.chain((of) => fc.record({ of: fc.constant(of), record: file(of), field: fc.constantFrom(...Object.keys(completenessWeights[of])), value: filled }))
  fc.assert(
    fc.property(filling, ({ of, record, field, value }) => {
      const before = completenessOf(record, of)
      const after = completenessOf({ ...record, [field]: value }, of)
      expect(after.percent).toBeGreaterThanOrEqual(before.percent)
      expect(after.missing).toEqual(before.missing.filter((other) => other !== field))
      expect(after.percent === 100).toBe(after.missing.length === 0)
      expect(before.percent).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('empty things are missing, other fields do not count', () => {
  fc.assert(
    fc.property(kind, empty, (of, value) => {
      expect(completenessOf({ name: value, remark: 'x' }, of)).toEqual(completenessOf({}, of))
    }),
  )
})
