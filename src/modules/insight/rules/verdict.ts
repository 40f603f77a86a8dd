/** Whether to believe what the model of purchases expects: by how it did in a time it was not fitted on. */
import type { KeptHoldOut } from '../models/judge-unseen.ts'

export type Verdict = 'trust' | 'care' | 'no' | 'not_fitted' | 'too_short'

/** Off by so much in all, and still of use; and how far it must at least tell customers apart. */
const [good, fair, telling] = [0.15, 0.35, 0.3]

export function verdictOn(kept: KeptHoldOut | null): Verdict {
  if (!kept) return 'too_short'
  if (!kept.outcome) return 'not_fitted'
  const { actual, expected, correlation } = kept.outcome
  const off = Math.abs(expected - actual) / Math.max(actual, 1)
  if (off <= good && correlation >= telling) return 'trust'
  return off <= fair ? 'care' : 'no'
}
