import { expect, test } from 'vitest'
import { fittingPolicy } from './policies-that-fit.ts'
import { termsOf, type Entitlement } from './terms.ts'

const one = (input: Partial<Entitlement>): Entitlement => ({ id: 'x', name: '权益', source: 'contract', product: null, kinds: [], valid_from: '2026-01-01', valid_until: '2026-12-31', visits_left: null, ...input })
const wanted = { of_asset: null, product: 'door', kind: 'fault', day: '2026-05-01' }

test('a contract makes it B, a warranty or a favour C, nothing A', () => {
  expect(termsOf([one({}), one({ source: 'warranty' })], wanted).service_class).toBe('b')
  expect(termsOf([one({ source: 'other' }), one({ source: 'warranty', id: 'w' })], wanted)).toMatchObject({ service_class: 'c', entitlement: { id: 'w' } })
  expect(termsOf([], wanted)).toEqual({ service_class: 'a', entitlement: null, missed: null })
})

test('its first and its last day count, and what does not hold says why', () => {
  expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((day) => termsOf([one({})], { ...wanted, day }).missed)).toEqual(['not_yet', null, null, 'expired'])
  expect(termsOf([one({ valid_until: null })], { ...wanted, day: '2099-01-01' }).service_class).toBe('b')
  expect(termsOf([one({ product: 'lamp' })], wanted).missed).toBe('other_product')
  expect(termsOf([one({ kinds: ['question'] }), one({ product: 'lamp' })], wanted).missed).toBe('other_kind')
  expect(termsOf([one({ visits_left: 0 })], wanted).missed).toBe('no_visits')
  expect(termsOf([one({ visits_left: 1 })], wanted).missed).toBeNull()
})

test('what names the product goes before what does not, then what ends sooner', () => {
  const all = [one({ id: 'late' }), one({ id: 'soon', valid_until: '2026-06-01' }), one({ id: 'named', product: 'door' })]
  expect(termsOf(all, wanted).entitlement?.id).toBe('named')
  expect(termsOf(all.slice(0, 2), wanted).entitlement?.id).toBe('soon')
})

test('what was agreed for the device goes before what names the product, and its own warranty before other warranties', () => {
  const all = [one({ id: 'named', product: 'door' }), one({ id: 'yearly' }), one({ id: 'w', source: 'warranty', product: 'door' }), one({ id: null, source: 'warranty' })]
  expect(termsOf(all, { ...wanted, of_asset: 'yearly' }).entitlement?.id).toBe('yearly')
  expect(termsOf(all.slice(2), { ...wanted, of_asset: 'yearly' })).toMatchObject({ service_class: 'c', entitlement: { id: null } })
})

test('the first policy that fits holds; what names nothing fits all, what names a class does not fit before the terms are checked', () => {
  const any = { tiers: [], classes: [], priorities: [], kinds: [] }
  const policies = [{ ...any, id: 1, classes: ['b'] }, { ...any, id: 2, tiers: ['vip', 'a'], priorities: ['urgent'] }, { ...any, id: 3 }]
  const facts = { tier: 'vip', service_class: null, priority: 'urgent', kind: 'fault' }
  expect([facts, { ...facts, service_class: 'b' }, { ...facts, tier: null }, { ...facts, priority: 'low' }].map((each) => fittingPolicy(policies, each)?.id)).toEqual([2, 1, 3, 3])
  expect(fittingPolicy(policies.slice(0, 2), { ...facts, tier: 'c' })).toBeNull()
})
