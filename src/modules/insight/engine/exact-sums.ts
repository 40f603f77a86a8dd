/**
 * Sums of whole cents that stay exact however large they grow: each is a number below 2^44 and a count of 2^44s, which costs an addition and a
 * comparison where a bigint would cost an object.
 */
const limit = 2 ** 44

export interface ExactSums {
  /** @param cents whole, at most 2^52 in size */
  add(index: number, cents: number): void
  /** Adds what one of other sums (or of the same) stands at. */
  addSum(index: number, from: ExactSums, at: number): void
  /** Whole cents: a number where it is one exactly. */
  value(index: number): number | bigint
  /** To the nearest number. */
  near(index: number): number
  clear(): void
  readonly low: Float64Array
  readonly high: Float64Array
}

/** So many sums, all of them 0. */
export function exactSums(size: number): ExactSums {
  const low = new Float64Array(size)
  const high = new Float64Array(size)
  const add = (index: number, cents: number) => {
    const sum = (low[index] ?? 0) + cents
    const carried = Math.abs(sum) < limit ? 0 : Math.trunc(sum / limit)
    low[index] = sum - carried * limit
    if (carried !== 0) high[index] = (high[index] ?? 0) + carried
  }
  return {
    low,
    high,
    add,
    addSum: (index, from, at) => {
      add(index, from.low[at] ?? 0)
      if (from.high[at] !== 0) high[index] = (high[index] ?? 0) + (from.high[at] ?? 0)
    },
    value: (index) => (high[index] === 0 ? (low[index] ?? 0) : BigInt(high[index] ?? 0) * BigInt(limit) + BigInt(low[index] ?? 0)),
    near: (index) => (high[index] ?? 0) * limit + (low[index] ?? 0),
    clear: () => {
      low.fill(0)
      high.fill(0)
    },
  }
}
