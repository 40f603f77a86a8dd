import type { Part } from './plot.ts'

/** As many as there are colours, less the last, which is too near to that of the rest. */
const mostNamed = 6

/**
 * The largest parts of a whole, largest first; what is smaller, and what is the rest already, is one part at the end: nobody tells twenty
 * colours apart. A part that is nothing or less has no room.
 */
export function largestParts(parts: readonly Part[], restName: string): Part[] {
  const ordered = parts.filter(({ value, isRest }) => value > 0 && !isRest).toSorted((one, other) => other.value - one.value)
  const large = ordered.slice(0, mostNamed)
  const small = [...ordered.slice(mostNamed), ...parts.filter(({ value, isRest }) => value > 0 && isRest)]
  if (small.length === 0) return large
  const [only] = small
  const rest = { name: restName, value: small.reduce((sum, { value }) => sum + value, 0), from: small.length === 1 && only ? only.from : -1, isRest: true }
  return [...large, rest]
}
