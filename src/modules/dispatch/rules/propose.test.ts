import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstFree, propose, type Candidate, type Need, type Stay } from './propose.ts'
import { namesPerson, timesIn } from './taboo-times.ts'
import { kilometresBetween } from './travel.ts'

const hour = 3_600_000
const nine = Date.UTC(2026, 2, 2, 1)
const at = (clock: number) => nine + (clock - 9) * hour
const need: Need = { skills: [], territory: null, minutes: 60, place: { lat: 30.27, lng: 120.15 }, open: [{ from: at(9), to: at(12) }, { from: at(13.5), to: at(18) }], earliest: at(9), quiet: [], taboos: [], minuteOfDay: (instant) => (instant - nine) / 60_000 + 540 }
const person = (input: Partial<Candidate>): Candidate => ({ id: 'a', name: '林晓', skills: [], territories: [], isAway: false, jobs: [], knowsCustomer: false, ...input })
const stay = (from: number, hours: number, place: Stay['place'] = null): Stay => ({ from: at(from), to: at(from + hours), place })
const best = (given: Partial<Need>, ...people: Candidate[]) => propose({ ...need, ...given }, people)

const anyPlace = fc.option(fc.record({ lat: fc.double({ min: 20, max: 45, noNaN: true }), lng: fc.double({ min: 100, max: 125, noNaN: true }) }), { nil: null })
const anyJobs = fc.array(fc.record({ from: fc.integer({ min: 36, max: 68 }), quarters: fc.integer({ min: 1, max: 12 }), place: anyPlace }), { maxLength: 6 }).map((jobs) => jobs.map(({ from, quarters, place }) => stay(from / 4, quarters / 4, place)))
const anyPerson = fc.record({ id: fc.uuid(), name: fc.constantFrom('林晓', '梅芳', '陈宇', '马丽'), skills: fc.subarray(['cold', 'volt', 'lift']), territories: fc.subarray(['east', 'west']), isAway: fc.boolean(), jobs: anyJobs, knowsCustomer: fc.boolean() })
const anyNeed = fc.record({ skills: fc.subarray(['cold', 'volt', 'lift']), territory: fc.constantFrom('east', 'west', null), minutes: fc.integer({ min: 15, max: 480 }), place: anyPlace, earliest: fc.integer({ min: 0, max: 9 }).map((hours) => at(9 + hours)), taboos: fc.subarray(['不要派林晓来', '上午不要来', '不吃辣']) })
  .map(({ skills, ...given }): Need => ({ ...need, ...given, skills: skills.map((id) => ({ id, name: id })) }))

describe('proposals', () => {
  test('never name somebody absent, without a skill that is needed, or whom the customer does not want; and each person is judged exactly once', () => {
    fc.assert(fc.property(anyNeed, fc.uniqueArray(anyPerson, { selector: ({ id }) => id, maxLength: 8 }), (asked, people) => {
      const { proposals, refusals } = propose(asked, people)
      expect([...proposals, ...refusals].map(({ person: id }) => id).sort()).toEqual(people.map(({ id }) => id).sort())
      for (const { person: id } of proposals) {
        const one = people.find((each) => each.id === id)!
        expect(one.isAway).toBe(false)
        expect(asked.skills.every((skill) => one.skills.includes(skill.id))).toBe(true)
        expect(asked.taboos.some((text) => text.includes(one.name))).toBe(false)
      }
      expect(proposals.map(({ points }) => points)).toEqual(proposals.map(({ points }) => points).toSorted((a, b) => b - a))
    }))
  })

  test('propose a time at which nobody is elsewhere, within the hours of the company and outside the quiet ones of the customer', () => {
    const quiet = fc.array(fc.record({ from: fc.integer({ min: 8, max: 18 }), hours: fc.integer({ min: 1, max: 4 }) }), { maxLength: 2 })
    fc.assert(fc.property(anyNeed, anyJobs, quiet, (asked, jobs, hours) => {
      const given = { ...asked, quiet: hours.map(({ from, hours: length }) => ({ from: at(from), to: at(from + length) })) }
      const start = firstFree(given, jobs)
      if (start === null) return
      const end = start + given.minutes * 60_000
      expect(start).toBeGreaterThanOrEqual(given.earliest)
      expect(given.open.some(({ from, to }) => start >= from && start < to)).toBe(true)
      expect(end).toBeLessThanOrEqual(at(18))
      expect([...jobs, ...given.quiet].some((one) => one.from < end && start < one.to)).toBe(false)
    }))
  })

  test('more work never ranks higher, all else equal', () => {
    // Always at the same place and with a visit before: then neither the way nor anything else differs but how much there is.
    const place = { lat: 30.2, lng: 120.1 }
    const lengths = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 })
    fc.assert(fc.property(anyNeed, lengths, fc.integer({ min: 1, max: 8 }), (asked, quarters, more) => {
      const busy = (list: readonly number[]) => list.reduce<Stay[]>((jobs, length) => {
        const from = jobs.at(-1)?.to ?? at(9)
        return [...jobs, { from, to: from + length * 15 * 60_000, place }]
      }, [])
      const free = { ...asked, skills: [], taboos: [], territory: null }
      const { proposals } = propose(free, [person({ id: 'less', jobs: busy(quarters) }), person({ id: 'more', jobs: busy([...quarters, more]) })])
      const [less, most] = ['less', 'more'].map((id) => proposals.find((one) => one.person === id))
      if (most) expect(less!.points).toBeGreaterThan(most.points)
    }))
  })

  test('put whoever is near, of the area and knows the customer first, and say why in reasons', () => {
    const near = person({ id: 'near', name: '梅芳', territories: ['east'], jobs: [stay(9, 1, { lat: 30.28, lng: 120.16 })], knowsCustomer: true })
    const far = person({ id: 'far', name: '陈宇', jobs: [stay(9, 1, { lat: 31.2, lng: 121.5 })] })
    const { proposals } = best({ territory: 'east' }, far, near)
    expect(proposals.map(({ person: id }) => id)).toEqual(['near', 'far'])
    expect(proposals[0]!.reasons.map(({ code }) => code)).toEqual(['territory', 'load', 'near', 'later', 'knows_customer'])
    expect(proposals[1]!.reasons.map(({ code }) => code)).toEqual(['other_territory', 'load', 'far', 'later'])
    expect(proposals[0]!.start).toBe(at(10))
  })

  test('say of whom they refuse why: away, which skill, which taboo, no time', () => {
    const { refusals } = best({ skills: [{ id: 'volt', name: '高压电工' }], taboos: ['不要派梅芳来'], minutes: 240 }, person({ id: '1', isAway: true }), person({ id: '2' }), person({ id: '3', name: '梅芳', skills: ['volt'] }), person({ id: '4', skills: ['volt'], jobs: [stay(11, 4)] }))
    expect(refusals.map(({ reason }) => [reason.code, reason.values ?? null])).toEqual([['away', null], ['no_skill', { skills: '高压电工' }], ['taboo_person', { taboo: '不要派梅芳来' }], ['no_time', null]])
  })

  test('weigh a taboo that speaks of the time, and say it', () => {
    const [morning] = best({ taboos: ['上午不要来'] }, person({})).proposals
    const [afternoon] = best({ taboos: ['上午不要来'], earliest: at(14) }, person({})).proposals
    expect(morning!.reasons.some(({ code }) => code === 'taboo_time')).toBe(true)
    expect(afternoon!.reasons.some(({ code }) => code === 'taboo_time')).toBe(false)
    expect(morning!.points).toBeLessThan(afternoon!.points)
  })
})

test('taboos are read for times and names', () => {
  expect(timesIn('上午勿访')).toEqual([{ from: 0, to: 720 }])
  expect(timesIn('12:30-14:00 午休不要打扰')).toEqual([{ from: 750, to: 840 }])
  expect(timesIn('9点到11点开会')).toEqual([{ from: 540, to: 660 }])
  expect(timesIn('No visits in the evening')).toEqual([{ from: 1080, to: 1440 }])
  expect(timesIn('不吃海鲜')).toEqual([])
  fc.assert(fc.property(fc.string(), (text) => timesIn(text).every(({ from, to }) => from >= 0 && from < to && to <= 1440)))
  expect([namesPerson('请不要派林晓来', '林晓'), namesPerson('林间小路', '林'), namesPerson('不吃辣', '林晓')]).toEqual([true, false, false])
})

test('distances are those of the map, the same both ways, and never shorter by a detour', () => {
  expect(kilometresBetween({ lat: 30.25, lng: 120.17 }, { lat: 31.23, lng: 121.47 })).toBeGreaterThan(160)
  expect(kilometresBetween({ lat: 30.25, lng: 120.17 }, { lat: 31.23, lng: 121.47 })).toBeLessThan(170)
  const point = fc.record({ lat: fc.double({ min: -89, max: 89, noNaN: true }), lng: fc.double({ min: -179, max: 179, noNaN: true }) })
  fc.assert(fc.property(point, point, point, (a, b, c) => {
    expect(kilometresBetween(a, b)).toBeCloseTo(kilometresBetween(b, a), 6)
    expect(kilometresBetween(a, c)).toBeLessThanOrEqual(kilometresBetween(a, b) + kilometresBetween(b, c) + 1e-6)
  }))
})
