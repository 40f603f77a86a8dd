/** Whether a model of lead scores is good enough to be shown. */
import type { Quality } from '../../../platform/statistics/model-quality.ts'

export const fewestOfEach = 30
const lowestAuc = 0.55

export type Verdict = 'used' | 'too_few' | 'no_better_than_chance'

export function verdictOf(counts: { won: number; lost: number }, quality: Quality | null): Verdict {
  if (Math.min(counts.won, counts.lost) < fewestOfEach || !quality) return 'too_few'
  return quality.auc < lowestAuc ? 'no_better_than_chance' : 'used'
}
