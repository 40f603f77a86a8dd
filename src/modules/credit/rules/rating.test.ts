import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, type CreditFacts, type Verdict } from './decision.ts'
import { ratingOf, ratings, scoreOf, worseOf, type RatingFacts, type RatingRule } from './rating.ts'
import { readyRule } from './ready-rule.ts'

const whole = (max: number, min = 0) => fc.integer({ min, max })
const rules: fc.Arbitrary<RatingRule> = fc
  .record({
    weight_punctuality: whole(100), weight_overdue: whole(100), weight_tenure: whole(100), weight_value: whole(100),
    unknown_score: whole(100), late_days_zero: whole(365, 1), overdue_days_zero: whole(365, 1), tenure_months_full: whole(240, 1),
    marks: fc.uniqueArray(whole(100), { minLength: 5, maxLength: 5 }),
  })
  .map(({ marks, ...rule }) => {
    const [aaa = 0, aa = 0, a = 0, b = 0, c = 0] = marks.toSorted((one, other) => other - one)
    return { ...rule, score_aaa: aaa, score_aa: aa, score_a: a, score_b: b, score_c: c }
  })
const facts: fc.Arbitrary<RatingFacts> = fc.record({ late_days: fc.option(whole(400)), overdue_days: fc.option(whole(400)), tenure_months: whole(300), value_percent: whole(100) })
const place = (one: RatingFacts, rule: RatingRule) => ratings.indexOf(ratingOf(one, rule))

describe('the rating', () => {
  test('paying later and owing longer never make it better', () => {
    fc.assert(
      fc.property(rules, facts, whole(200), (rule, one, more) => {
        if (one.late_days !== null) expect(place({ ...one, late_days: one.late_days + more }, rule)).toBeGreaterThanOrEqual(place(one, rule))
        if (one.overdue_days !== null) expect(place({ ...one, overdue_days: one.overdue_days + more }, rule)).toBeGreaterThanOrEqual(place(one, rule))
      }),
    )
  })
  test('staying longer and buying more never make it worse', () => {
    fc.assert(
      fc.property(rules, facts, whole(200), (rule, one, more) => {
        expect(place({ ...one, tenure_months: one.tenure_months + more }, rule)).toBeLessThanOrEqual(place(one, rule))
        expect(place({ ...one, value_percent: Math.min(100, one.value_percent + more) }, rule)).toBeLessThanOrEqual(place(one, rule))
      }),
    )
  })
  test('the score lies between 0 and 100, and one given by hand never makes it better', () => {
    fc.assert(
      fc.property(rules, facts, fc.option(fc.constantFrom(...ratings)), (rule, one, byHand) => {
        const score = scoreOf(one, rule).toNumber()
        expect(score >= 0 && score <= 100).toBe(true)
        expect(ratings.indexOf(worseOf(ratingOf(one, rule), byHand))).toBeGreaterThanOrEqual(place(one, rule))
      }),
    )
  })
  test('is as the guide says: by hand, with the ready rule', () => {
    const best = { late_days: 0, overdue_days: 0, tenure_months: 36, value_percent: 100 }
    expect(ratingOf(best, readyRule)).toBe('aaa')
    expect(scoreOf({ ...best, late_days: 30 }, readyRule).toString()).toBe('80')
    expect(ratingOf({ ...best, late_days: 30 }, readyRule)).toBe('aa')
    expect(scoreOf({ late_days: null, overdue_days: null, tenure_months: 18, value_percent: 10 }, readyRule).toString()).toBe('56')
    expect(ratingOf({ late_days: 60, overdue_days: 90, tenure_months: 0, value_percent: 0 }, readyRule)).toBe('d')
  })
})

describe('the answer', () => {
  const hardness: Verdict[] = ['yes', 'ask_manager', 'no']
  const cents = whole(1_000_000_00).map((amount) => (amount / 100).toFixed(2))
  const credit: fc.Arbitrary<CreditFacts> = fc.record({
    limit: fc.option(cents), used: cents, overdue: cents, overdue_days: whole(200), rating: fc.constantFrom(...ratings), other_currencies: fc.subarray(['USD', 'EUR']), is_recorded: fc.boolean(),
  })
  const hard = (one: CreditFacts, amount: string) => hardness.indexOf(decide(one, readyRule, { amount, currency: 'CNY', own: 'CNY' }).answer)
  const plus = (amount: string, more: string) => (Number(amount) + Number(more)).toFixed(2)

  test('a larger amount, more used, longer overdue, a worse rating never make it milder', () => {
    fc.assert(
      fc.property(credit, cents, cents, whole(100), (one, amount, more, days) => {
        const before = hard(one, amount)
        expect(hard(one, plus(amount, more))).toBeGreaterThanOrEqual(before)
        expect(hard({ ...one, used: plus(one.used, more) }, amount)).toBeGreaterThanOrEqual(before)
        expect(hard({ ...one, overdue_days: one.overdue_days + days }, amount)).toBeGreaterThanOrEqual(before)
        expect(hard({ ...one, rating: 'd' }, amount)).toBe(2)
      }),
    )
  })
  test('is exact to the cent', () => {
    const one: CreditFacts = { limit: '1000.10', used: '0.30', overdue: '0.00', overdue_days: 0, rating: 'a', other_currencies: [], is_recorded: true }
    const ask = (amount: string) => decide(one, readyRule, { amount, currency: 'CNY', own: 'CNY' })
    expect(ask('999.80')).toMatchObject({ answer: 'yes', free: '999.80' })
    expect(ask('999.81').answer).toBe('ask_manager')
    expect(ask('999.81').reasons[0]?.text.zh).toBe('超出可用额度 0.01（额度 1000.10，已用 0.30）')
    // 20% of the limit is 200.02.
    expect([ask('1199.82').answer, ask('1199.83').answer]).toEqual(['ask_manager', 'no'])
  })
  test('another currency is not converted, and without a limit somebody is asked', () => {
    const one: CreditFacts = { limit: null, used: '0.00', overdue: '0.00', overdue_days: 0, rating: 'aaa', other_currencies: [], is_recorded: false }
    expect(decide({ ...one, limit: '1000.00' }, readyRule, { amount: '1.00', currency: 'USD', own: 'CNY' })).toMatchObject({ answer: 'ask_manager' })
    expect(decide(one, readyRule, { amount: '1.00', currency: 'CNY', own: 'CNY' }).reasons.map(({ code }) => code)).toEqual(['nothing_recorded', 'no_limit'])
  })
  test('says why in both languages, and yes only where nothing speaks against it', () => {
    fc.assert(
      fc.property(credit, cents, (one, amount) => {
        const { answer, reasons } = decide(one, readyRule, { amount, currency: 'CNY', own: 'CNY' })
        expect(reasons.length).toBeGreaterThan(0)
        expect(reasons.every(({ text }) => text.zh !== '' && text.en !== '')).toBe(true)
        expect(answer === 'yes').toBe(reasons.every(({ verdict }) => verdict === null))
      }),
    )
  })
})
