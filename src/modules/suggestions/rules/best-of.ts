/** Of all reasons to offer a product the best one, and of all products the first few. Pure. */
import type { Reason } from './reasons.ts'

export interface Candidate extends Reason {
  product: string
}

const mostDue = 3

/** What the customer buys by habit and is late with comes first, a few of it, the habits that are least in doubt before; then by the share of those who bought it, surest first. */
export function bestOf<Row extends Candidate>(candidates: readonly Row[], most: number): Row[] {
  const best = new Map<string, Row>()
  for (const candidate of candidates) {
    const known = best.get(candidate.product)
    if (!known || compare(candidate, known) < 0) best.set(candidate.product, candidate)
  }
  const sorted = [...best.values()].sort(compare)
  const due = sorted.filter(({ source }) => source === 'due')
  return [...due.slice(0, mostDue), ...sorted.filter(({ source }) => source !== 'due'), ...due.slice(mostDue)].slice(0, most)
}

function compare(one: Candidate, other: Candidate): number {
  if (one.source === 'due' || other.source === 'due') {
    if (one.source !== other.source) return one.source === 'due' ? -1 : 1
    return lateness(one) - lateness(other) || byName(one, other)
  }
  return (other.share ?? 0) - (one.share ?? 0) || (other.lift ?? 0) - (one.lift ?? 0) || byName(one, other)
}

/** In intervals of its own. */
function lateness({ gap, interval }: Reason): number {
  return (gap ?? 0) / Math.max(interval ?? 1, 1)
}

function byName(one: Candidate, other: Candidate): number {
  return one.product < other.product ? -1 : one.product > other.product ? 1 : 0
}
