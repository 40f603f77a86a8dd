import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consentState, type ConsentWord } from '../rules/consent-state.ts'
import { lostWithdrawals } from './merge-consents.ts'

const now = new Date('2026-06-01T00:00:00Z')
const today = '2026-06-01'
const word = fc.record<ConsentWord>({
  purpose: fc.constantFrom('service', 'marketing'),
  channel: fc.constantFrom('any', 'phone', 'sms', 'mail', 'wechat'),
  state: fc.constantFrom('granted', 'withdrawn'),
  at: fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'),
  until: fc.constantFrom(null, '2026-05-01', '2027-05-01'),
})
const words = fc.array(word, { maxLength: 4 })

test('whatever one of two files had withdrawn is withdrawn in what they become, and nothing else is', () => {
  fc.assert(
    fc.property(words, words, (own, other) => {
      const added = lostWithdrawals({ own, other }, { now, today }).map((lost): ConsentWord => ({ ...lost, state: 'withdrawn', at: now.toISOString(), until: null }))
      for (const purpose of ['service', 'marketing']) {
        for (const channel of ['phone', 'sms', 'mail', 'wechat']) {
          const state = (of: readonly ConsentWord[]) => consentState(of, { purpose, channel, now, today })
          const isStrict = state(own) === 'withdrawn' || state(other) === 'withdrawn'
          expect(state([...own, ...other, ...added])).toBe(isStrict ? 'withdrawn' : state([...own, ...other]))
        }
      }
    }),
    { numRuns: 1000 },
  )
})
