/** What the words of a need tell, by how many of the latest solved ones say them. */

export interface AskedWord {
  word: string
  /** Of the latest solved requests. */
  said: number
}

export interface TellingWords {
  words: string[]
  /** Of each, more the fewer say it: the inverse document frequency, ln((n + 1) / (said + 1/2)). */
  weights: number[]
  /** What a request with all that is known of it would weigh. */
  whole: number
  /** The most telling that were said, and those that were not said lately: rare, or nobody's. */
  said: string[]
  unsaid: string[]
}

/** More are never told apart by. */
const most = 24
/** What every third one says tells nothing, once there are enough to say so. */
const commonShare = 0.3
const enough = 50

export function tellingWords(asked: readonly AskedWord[], latest: number): TellingWords {
  const telling = asked.filter(({ said }) => latest < enough || said <= latest * commonShare).toSorted((one, other) => one.said - other.said).slice(0, most)
  const weightOf = ({ said }: AskedWord) => Math.log((latest + 1) / (said + 0.5))
  const known = telling.filter(({ said }) => said > 0)
  return {
    words: telling.map(({ word }) => word),
    weights: telling.map(weightOf),
    whole: known.reduce((sum, one) => sum + weightOf(one), 0),
    said: known.map(({ word }) => word),
    unsaid: telling.filter(({ said }) => said === 0).map(({ word }) => word),
  }
}

/** Every two of the most telling: who says two of them is near. */
export function pairsOf(words: readonly string[], from = 6): [string, string][] {
  const those = words.slice(0, from)
  return those.flatMap((one, index) => those.slice(index + 1).map((other): [string, string] => [one, other]))
}
