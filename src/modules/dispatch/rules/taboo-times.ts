/** What a taboo in words says of persons and times of the day. Words are never sure: they are a reason to think, only a name is one to refuse. */

export interface Span {
  /** Minutes since midnight on the customer's wall clock. */
  from: number
  to: number
}

const partsOfDay: [RegExp, Span][] = [
  [/清晨|早上|早晨|上午|\bmornings?\b/i, { from: 0, to: 720 }],
  [/中午|午休|午睡|\bnoon\b|\blunch/i, { from: 690, to: 840 }],
  [/下午|\bafternoons?\b/i, { from: 720, to: 1080 }],
  [/傍晚|晚上|夜里|夜间|\bevenings?\b|\bnights?\b/i, { from: 1080, to: 1440 }],
]

const hours = /(\d{1,2})(?:[:：点時时](\d{2})?)?\s*(?:-|–|—|~|至|到|to)\s*(\d{1,2})(?:(?:[:：点時时])(\d{2})?)?/g

/** The times of a day that the words speak of; none where they speak of something else. */
export function timesIn(text: string): Span[] {
  const exact = [...text.matchAll(hours)].flatMap(([, fromHour = '', fromMinute, toHour = '', toMinute]) => {
    const [from, to] = [Number(fromHour) * 60 + Number(fromMinute ?? 0), Number(toHour) * 60 + Number(toMinute ?? 0)]
    return from < to && to <= 1440 ? [{ from, to }] : []
  })
  return exact.length > 0 ? exact : partsOfDay.flatMap(([words, span]) => (words.test(text) ? [span] : []))
}

/** Whether the words name the person. One character is no name. */
export function namesPerson(text: string, name: string): boolean {
  const words = name.trim()
  return words.length > 1 && text.includes(words)
}
