import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assign, isAble, type Candidate, type Newcomer, type Rule } from './assign.ts'

const word = fc.constantFrom('华东', '华南', '酒店')
const some = fc.uniqueArray(word, { maxLength: 2 })
const candidates = fc.array(
  fc.record({ held: fc.nat(30), weight: fc.constantFrom(50, 100, 150, 300), turn: fc.nat(5), skills: some, industries: some, tiers: fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 }), territories: some.map((list) => new Set(list)) }),
  { minLength: 1, maxLength: 6 },
).map((list) => list.map((one, index): Candidate => ({ ...one, id: `p${index}` })))
const rules = fc.array(
  fc.record({ people: fc.uniqueArray(fc.nat(5), { maxLength: 6 }), skills: fc.uniqueArray(word, { maxLength: 1 }), by_territory: fc.boolean(), by_industry: fc.boolean(), by_tier: fc.boolean() }),
  { minLength: 1, maxLength: 3 },
).map((list) => list.map((one, index): Rule => ({ ...one, id: `r${index}`, name: `规则${index}`, people: new Set(one.people.map((place) => `p${place}`)) })))
const newcomers = fc.array(
  fc.record({ tier: fc.constantFrom('a', 'b', 'c'), industry: fc.option(word, { nil: null }), territory: fc.option(word, { nil: null }), rules: fc.uniqueArray(fc.nat(2), { maxLength: 3 }).map((list) => list.toSorted()) }),
  { maxLength: 40 },
).map((list) => list.map((one, index): Newcomer => ({ ...one, id: `c${index}` })))

const copy = (list: readonly Candidate[]) => list.map((one) => ({ ...one }))
const load = ({ held, weight }: Candidate) => held / weight

describe('a new customer goes to', () => {
  test('one with the lowest load among the able, and among equals to the one whose turn is longest ago', () => {
    fc.assert(fc.property(candidates, rules, newcomers, (people, rules, newcomers) => {
      const state = copy(people)
      for (const newcomer of newcomers) {
        const before = copy(state)
        const { assigned: [one] } = assign([newcomer], rules, state)
        const place = newcomer.rules.find((place) => rules[place] && before.some((each) => isAble(each, rules[place]!, newcomer)))
        if (place === undefined) {
          expect(one).toBeUndefined()
          continue
        }
        const able = before.filter((each) => isAble(each, rules[place]!, newcomer))
        const lowest = Math.min(...able.map(load))
        const equal = able.filter((each) => Math.abs(load(each) - lowest) < 1e-9)
        const chosen = able.find(({ id }) => id === one!.owner)!
        expect(equal).toContainEqual(chosen)
        expect(chosen.turn).toBe(Math.min(...equal.map(({ turn }) => turn)))
        expect(one).toMatchObject({ rule: rules[place]!.id, held: chosen.held, able: able.length, is_turn: equal.length > 1 })
      }
    }))
  })

  test('the same one whether it comes alone or with ten thousand others', () => {
    fc.assert(fc.property(candidates, rules, newcomers, (people, rules, newcomers) => {
      const [together, apart] = [copy(people), copy(people)]
      const all = assign(newcomers, rules, together)
      const each = newcomers.map((newcomer) => assign([newcomer], rules, apart))
      expect(all.assigned).toEqual(each.flatMap(({ assigned }) => assigned))
      expect(all.left).toEqual(each.flatMap(({ left }) => left))
      expect(together).toEqual(apart)
    }))
  })

  test('the same one whatever the order in which people are listed', () => {
    fc.assert(fc.property(candidates, rules, newcomers, (people, rules, newcomers) => {
      expect(assign(newcomers, rules, copy(people).toReversed())).toEqual(assign(newcomers, rules, copy(people)))
    }))
  })

  test('each in turn, where nobody holds anything and all are alike', () => {
    const people = ['a', 'b', 'c'].map((id): Candidate => ({ id, held: 0, weight: 100, turn: 0, skills: [], industries: [], tiers: [], territories: new Set() }))
    const rule: Rule = { id: 'r', name: '均分', people: new Set(['a', 'b', 'c']), skills: [], by_territory: false, by_industry: false, by_tier: false }
    const many = Array.from({ length: 7 }, (_, index): Newcomer => ({ id: `c${index}`, tier: 'a', industry: null, territory: null, rules: [0] }))
    expect(assign(many, [rule], people).assigned.map(({ owner }) => owner)).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'a'])
  })

  test('people by their ability, to within one customer of each', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 }), fc.integer({ min: 1, max: 300 }), (weights, count) => {
      const people = weights.map((weight, index): Candidate => ({ id: `p${index}`, held: 0, weight: weight * 100, turn: 0, skills: [], industries: [], tiers: [], territories: new Set() }))
      const rule: Rule = { id: 'r', name: '均分', people: new Set(people.map(({ id }) => id)), skills: [], by_territory: false, by_industry: false, by_tier: false }
      assign(Array.from({ length: count }, (_, index): Newcomer => ({ id: `c${index}`, tier: 'a', industry: null, territory: null, rules: [0] })), [rule], people)
      const loads = people.map(({ held, weight }) => (held * 100) / weight)
      // Nobody is ahead of anybody by more than the one customer that was given last.
      for (const [index, one] of people.entries()) for (const other of loads) expect(loads[index]! - 100 / one.weight).toBeLessThanOrEqual(other + 1e-9)
    }))
  })
})
