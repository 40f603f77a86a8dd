import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { superiorOf, type Organisation } from './organisation.ts'
import { settled } from './signatures.ts'
import { freeze } from './signers.ts'
import { whos, type Step } from './steps.ts'
import { hows } from './standing.ts'

const person = (index: number) => `p${index}`
const department = (index: number) => `d${index}`
const maybe = (most: number) => fc.option(fc.nat(most), { nil: null })

/** Any shape, also departments that stand below themselves. */
const organisation: fc.Arbitrary<Organisation> = fc.record({
  people: fc.array(fc.record({ department: maybe(3), roles: fc.subarray(['r0', 'r1']), is_active: fc.boolean() }), { minLength: 6, maxLength: 6 }),
  departments: fc.array(fc.record({ parent: maybe(3), head: maybe(5) }), { minLength: 4, maxLength: 4 }),
  administrators: fc.subarray([0, 1]),
}).map(({ people, departments, administrators }) => ({
  people: new Map(people.map((one, index) => [person(index), { ...one, department: one.department === null ? null : department(one.department) }])),
  departments: new Map(departments.map(({ parent, head }, index) => [department(index), { parent: parent === null ? null : department(parent), head: head === null ? null : person(head) }])),
  administrators: administrators.filter((index) => people[index]?.is_active).map(person),
}))

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom(...whos),
  role: fc.constantFrom('r0', 'r1'),
  people: fc.uniqueArray(fc.nat(5).map(person), { minLength: 1, maxLength: 4 }),
  department: fc.option(fc.nat(3).map(department), { nil: null }),
  how: fc.constantFrom(...hows),
  when_empty: fc.constantFrom('skip', 'administrators'),
  when_self: fc.constantFrom('skip', 'superior', 'allow'),
})
const steps = fc.array(step, { minLength: 1, maxLength: 4 })

describe('in every company', () => {
  test('superiors end, and nobody is the superior of oneself', () => {
    fc.assert(fc.property(organisation, fc.nat(5), (company, index) => {
      const superior = superiorOf(company, person(index))
      expect(superior).not.toBe(person(index))
      if (superior) expect(company.people.get(superior)?.is_active).toBe(true)
    }))
  })

  test('who is asked works here, once a step, and is the requester only where the step allows it', () => {
    fc.assert(fc.property(organisation, steps, fc.nat(5), (company, line, index) => {
      const { signatures } = freeze(company, line, person(index))
      for (const [at, { when_self }] of line.entries()) {
        const asked = signatures.filter((one) => one.step === at && one.status === 'later').map((one) => one.person)
        expect(new Set(asked).size).toBe(asked.length)
        for (const one of asked) expect(one && company.people.get(one)?.is_active).toBe(one === person(index) ? company.people.get(person(index))?.is_active : true)
        if (when_self !== 'allow') expect(asked).not.toContain(person(index))
      }
    }))
  })

  test('each step asks somebody or says why not, and only a step that may be skipped, or a company of one administrator, asks nobody', () => {
    fc.assert(fc.property(organisation, steps, fc.nat(5), (company, line, index) => {
      const { signatures } = freeze(company, line, person(index))
      for (const [at, { when_empty, when_self }] of line.entries()) {
        const ofStep = signatures.filter((one) => one.step === at)
        expect(ofStep.length).toBeGreaterThan(0)
        if (ofStep.some(({ status }) => status === 'later')) continue
        expect(ofStep).toMatchObject([{ status: 'skipped' }])
        const [{ reason } = { reason: null }] = ofStep
        if (reason === 'empty') expect(when_empty).toBe('skip')
        else if (reason === 'own') expect(when_self).toBe('skip')
        else expect([reason, company.administrators.filter((one) => when_self === 'allow' || one !== person(index))]).toEqual(['nobody', []])
      }
    }))
  })

  test('a line begins with somebody whose turn it is, or is approved because every step was skipped', () => {
    fc.assert(fc.property(organisation, steps, fc.nat(5), (company, line, index) => {
      const frozen = freeze(company, line, person(index))
      const { outcome } = settled(frozen.steps.map(({ how }) => how), frozen.signatures.map((one, at) => ({ id: String(at), ...one })))
      expect(outcome).toBe(frozen.signatures.some(({ status }) => status === 'later') ? 'waiting' : 'approved')
    }))
  })
})

describe('a company', () => {
  const people = Object.fromEntries(['chief', 'ma', 'lin', 'mei', 'gone'].map((name) => [name, name]))
  const company: Organisation = {
    people: new Map([['chief', 'top'], ['ma', 'sales'], ['lin', 'one'], ['mei', 'one'], ['gone', 'one']].map(([name = '', home = '']) => [name, { department: home, roles: name === 'mei' ? ['finance'] : [], is_active: name !== 'gone' }])),
    departments: new Map([['top', { parent: null, head: 'chief' }], ['sales', { parent: 'top', head: 'ma' }], ['one', { parent: 'sales', head: null }]]),
    administrators: ['chief'],
  }
  const plain: Step = { who: 'superior', how: 'any', when_empty: 'administrators', when_self: 'superior' }
  const asked = (step: Partial<Step>, requester: string) => freeze(company, [{ ...plain, ...step }], requester).signatures.map(({ person, reason, in_place_of }) => [person, reason, in_place_of])

  test('has superiors up the departments', () => {
    expect([superiorOf(company, 'lin'), superiorOf(company, 'ma'), superiorOf(company, 'chief')]).toEqual([people.ma, people.chief, null])
    expect(asked({ who: 'superior_of_superior' }, 'lin')).toEqual([['chief', null, null]])
  })

  test('passes the own request of a head to the one above, and that of the chief to administrators or past', () => {
    expect(asked({ who: 'head_of_department' }, 'ma')).toEqual([['chief', 'superior', 'ma']])
    expect(asked({ who: 'head_of_department', when_self: 'skip' }, 'ma')).toEqual([['ma', 'own', null]])
    expect(asked({ who: 'head_of_department', when_self: 'allow' }, 'ma')).toEqual([['ma', null, null]])
    expect(asked({}, 'chief')).toEqual([[null, 'nobody', null]])
    expect(asked({ when_empty: 'skip' }, 'chief')).toEqual([[null, 'empty', null]])
  })

  test('asks the superior of whoever has left', () => {
    expect(asked({ who: 'people', people: ['gone'] }, 'lin')).toEqual([['ma', 'superior', 'gone']])
    expect(asked({ who: 'people', people: ['gone', 'ma'] }, 'lin')).toEqual([['chief', 'superior', 'gone'], ['ma', null, null]])
  })
})
