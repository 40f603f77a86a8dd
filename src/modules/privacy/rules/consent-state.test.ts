import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consentState, lastWords, type ConsentWord } from './consent-state.ts'

const now = new Date('2026-03-11T04:00:00Z')
const asked = { purpose: 'marketing', channel: 'sms', now, today: '2026-03-11' }
const word = (over: Partial<ConsentWord>): ConsentWord => ({ purpose: 'marketing', channel: 'sms', state: 'granted', at: '2026-03-01T00:00:00Z', until: null, ...over })

describe('what a person agreed to', () => {
  test.each<[string, ConsentWord[], string]>([
    ['nobody asked', [], 'not_asked'],
    ['another purpose says nothing', [word({ purpose: 'service' })], 'not_asked'],
    ['a yes', [word({})], 'granted'],
    ['a later no', [word({}), word({ state: 'withdrawn', at: '2026-03-02T00:00:00Z' })], 'withdrawn'],
    ['a later yes', [word({ state: 'withdrawn' }), word({ at: '2026-03-02T00:00:00Z' })], 'granted'],
    ['a no of the future does not count yet', [word({}), word({ state: 'withdrawn', at: '2026-04-01T00:00:00Z' })], 'granted'],
    ['a no to every channel', [word({}), word({ channel: 'any', state: 'withdrawn', at: '2026-03-02T00:00:00Z' })], 'withdrawn'],
    ['a yes to one channel after a no to all', [word({ channel: 'any', state: 'withdrawn' }), word({ at: '2026-03-02T00:00:00Z' })], 'granted'],
    ['at the same instant the no counts', [word({}), word({ state: 'withdrawn' })], 'withdrawn'],
    ['the last day still counts', [word({ until: '2026-03-11' })], 'granted'],
    ['the day after it does not', [word({ until: '2026-03-10' })], 'expired'],
  ])('%s', (_name, words, state) => {
    expect(consentState(words, asked)).toBe(state)
  })

  test('the last words alone say the same as all of them, in any order', () => {
    const words = fc.array(
      fc.record({
        purpose: fc.constantFrom('service', 'marketing'),
        channel: fc.constantFrom('any', 'phone', 'sms'),
        state: fc.constantFrom('granted', 'withdrawn'),
        at: fc.integer({ min: 1, max: 20 }).map((day) => new Date(Date.UTC(2026, 2, day)).toISOString()),
        until: fc.constantFrom(null, '2026-03-10', '2026-03-20'),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(words, fc.constantFrom('service', 'marketing'), fc.constantFrom('phone', 'sms', 'mail'), (given, purpose, channel) => {
        const question = { ...asked, purpose, channel }
        // Two words of one instant and state that differ in their last day are told apart by nothing.
        const distinct = [...new Map(given.map((one) => [`${one.purpose} ${one.at} ${one.state}`, one])).values()]
        expect(consentState(lastWords(distinct, now), question)).toBe(consentState(distinct.toReversed(), question))
      }),
    )
  })
})
