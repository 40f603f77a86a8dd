export type Channel = 'phone' | 'sms' | 'mail' | 'wechat'

export interface ConsentWord {
  purpose: string
  /** `any` speaks for every channel. */
  channel: string
  state: string
  /** Instant. */
  at: string
  /** Last day on which a yes holds. */
  until: string | null
}

export type ConsentState = 'granted' | 'withdrawn' | 'expired' | 'not_asked'

/**
 * The last word on a purpose and channel: a later word on any channel overrules an earlier one on this channel, and the other way
 * round. Words of the future do not count yet. At the same instant a no goes before a yes.
 * @param asked.today the day in the workspace's time zone
 */
export function consentState(words: readonly ConsentWord[], asked: { purpose: string; channel: string; now: Date; today: string }): ConsentState {
  const fitting = words.filter(({ purpose, channel, at }) => purpose === asked.purpose && (channel === asked.channel || channel === 'any') && new Date(at) <= asked.now)
  const [last] = fitting.toSorted(laterFirst)
  if (!last) return 'not_asked'
  if (last.state !== 'granted') return 'withdrawn'
  return last.until !== null && last.until < asked.today ? 'expired' : 'granted'
}

/** The last word on each purpose and channel that anybody spoke of, in the order of purposes. */
export function lastWords<Word extends ConsentWord>(words: readonly Word[], now: Date): Word[] {
  const last = new Map<string, Word>()
  for (const word of words.toSorted(laterFirst)) {
    const key = `${word.purpose} ${word.channel}`
    if (new Date(word.at) <= now && !last.has(key)) last.set(key, word)
  }
  // A channel on which a later word spoke for all says nothing any more.
  return [...last.values()].filter((word) => {
    const all = last.get(`${word.purpose} any`)
    return !all || all === word || laterFirst(word, all) < 0
  })
}

function laterFirst(one: ConsentWord, other: ConsentWord): number {
  return new Date(other.at).getTime() - new Date(one.at).getTime() || Number(one.state === 'granted') - Number(other.state === 'granted')
}
