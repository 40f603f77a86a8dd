import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween, fieldRights, following, isWider, scopeIn, scopes, unionOf, verbs, withColumn, withField, without, withScope, withUnowned } from './grants-model.ts'
import type { Grants } from '../../../../kernel/access/actor.ts'

const grant = fc.record(
  {
    see: fc.constantFrom(...scopes), change: fc.constantFrom(...scopes), unowned: fc.constant(true),
    fields: fc.dictionary(fc.constantFrom('phones', 'remark'), fc.constantFrom(...fieldRights.filter((right) => right !== 'write'))),
  },
  { requiredKeys: [] },
)
const grants: fc.Arbitrary<Grants> = fc.dictionary(fc.constantFrom('customer', 'contact', 'task'), grant)

describe('rights of a role', () => {
  test('an object that follows the others starts from their rights when it gets its own', () => {
    const before: Grants = { '*': { see: 'own', change: 'own' } }
    const after = withScope(before, 'customer', 'see', 'all')
    expect(after).toEqual({ '*': { see: 'own', change: 'own' }, customer: { see: 'all', change: 'own' } })
    expect(following(after, 'customer')).toEqual(before)
  })

  test('a field that is written like the others is not kept', () => {
    const masked = withField({ customer: { see: 'all' } }, 'customer', 'phones', 'masked')
    expect(masked.customer?.fields).toEqual({ phones: 'masked' })
    expect(withField(masked, 'customer', 'phones', 'write')).toEqual({ customer: { see: 'all' } })
  })

  test('a whole column is set for the objects shown, and those that have it already stay as they are', () => {
    const after = withColumn({ '*': { see: 'own' } }, ['customer', 'contact'], 'see', 'own')
    expect(after).toEqual({ '*': { see: 'own' } })
    expect(withColumn(after, ['customer'], 'export', 'team')).toEqual({ '*': { see: 'own' }, customer: { see: 'own', export: 'team' } })
  })

  test('what is said to change is what changed: putting every change back gives the rights of before', () => {
    fc.assert(
      fc.property(grants, grants, (before, after) => {
        const restored = changesBetween(before, after).reduce(without, after)
        expect(changesBetween(before, restored)).toEqual([])
      }),
    )
  })

  test('a change of the others is told once, not for every object', () => {
    const changes = changesBetween({ '*': { see: 'own' }, task: { see: 'own' } }, { '*': { see: 'all' }, task: { see: 'own' } })
    expect(changes).toEqual([{ object: '*', what: 'verb', verb: 'see', before: 'own', after: 'all' }])
  })

  test('wider and narrower are told apart; team and territory are neither', () => {
    const verb = (before: (typeof scopes)[number], after: (typeof scopes)[number]) => isWider({ object: '*', what: 'verb', verb: 'see', before, after })
    expect([verb('own', 'team'), verb('all', 'none'), verb('team', 'territory'), verb('territory', 'all')]).toEqual([true, false, undefined, true])
    expect(isWider({ object: 'customer', what: 'field', field: 'phones', before: 'write', after: 'masked' })).toBe(false)
    expect(isWider({ object: 'customer', what: 'unowned', before: false, after: true })).toBe(true)
  })
})

describe('the rights of several roles', () => {
  const customer = { name: 'customer', reach: 'owner' } as const
  const sales = { name: 'sales', grants: { '*': { see: 'team' } } satisfies Grants }
  const regional = { name: 'regional', grants: { '*': { see: 'territory' } } satisfies Grants }
  const auditor = { name: 'auditor', grants: { '*': { see: 'all' } } satisfies Grants }

  test('what nobody owns is reached by all or not at all; what belongs to a record goes with it', () => {
    expect(unionOf([sales, auditor], { name: 'tag', reach: 'all' }, 'see')).toEqual([{ scope: 'all', roles: [auditor] }])
    expect(unionOf([sales], { name: 'tag', reach: 'all' }, 'see')).toEqual([])
    expect(unionOf([sales], { name: 'contact', reach: 'above' }, 'see')).toEqual([{ scope: 'all', roles: [sales] }])
  })

  test('the widest counts, with the role that gives it', () => {
    expect(unionOf([sales, auditor, regional], customer, 'see')).toEqual([{ scope: 'all', roles: [auditor] }])
  })

  test('team and territory stand beside each other', () => {
    expect(unionOf([sales, regional], customer, 'see').map(({ scope }) => scope)).toEqual(['team', 'territory'])
  })

  test('whoever has more roles may never do less', () => {
    fc.assert(
      fc.property(grants, grants, fc.constantFrom(...verbs), (one, other, verb) => {
        const alone = scopeIn(one, 'customer', verb)
        const together = unionOf([{ grants: one }, { grants: other }], customer, verb).map(({ scope }) => scope)
        if (alone !== 'none') expect(together.some((scope) => scope === alone || scopes.indexOf(scope) > scopes.indexOf(alone))).toBe(true)
      }),
    )
  })

  test('the pool is kept apart from scopes', () => {
    expect(withUnowned({ customer: { see: 'own' } }, 'customer', true)).toEqual({ customer: { see: 'own', unowned: true } })
  })
})
