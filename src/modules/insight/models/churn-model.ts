/**
 * Churn of customers under contract: the chance that a customer ends it, learnt from those of the company who did and did not. Logistic regression on
 * features that were known before the outcome (platform/statistics/feature-model.ts); the penalty and all figures of quality come from customers held out.
 */
import { contributions, fit, type Contribution, type Example, type Features, type Model } from '../../../platform/statistics/feature-model.ts'
import { calibrationErrorOf, choosePenalty, judgeHeldOut, liftOf, qualityOf, type Quality } from '../../../platform/statistics/model-quality.ts'

export interface ChurnExample {
  /** As known before the time in which the outcome fell: what is known only of who left would be learnt, and be of no use. */
  features: Features
  churned: boolean
}

export interface ChurnQuality extends Quality {
  /** Ten bands: mean difference of what was said and what came, 0 to 1. */
  calibration_error: number
  /** How many times as often the tenth of highest risk left as all. */
  lift_of_first_tenth: number
}

export type ChurnFit =
  | { kind: 'fitted'; model: Model; quality: ChurnQuality; customers: number; churned: number; base_rate: number; /** So good that a feature probably knows the outcome. */ is_too_good: boolean }
  | { kind: 'no_better_than_chance'; quality: ChurnQuality }
  | { kind: 'too_little'; why: 'churned' | 'stayed' }

export const fewestOfEach = 30
const lowestAuc = 0.55
/** Whom one cannot know so well: whether people leave is never so sure. */
const highestAuc = 0.97
const calibrationBands = 10

/**
 * Work grows with examples: some 10,000 are enough; of more, take a sample.
 * @param names of the features to learn from
 */
export function fitChurn(customers: readonly ChurnExample[], names: readonly string[]): ChurnFit {
  return judgeChurn(customers, names).fit
}

/** With what was said of each customer while it was held out, 0 to 1, in their order; null where there are too few to say anything. */
export function judgeChurn(customers: readonly ChurnExample[], names: readonly string[]): { fit: ChurnFit; said: number[] | null } {
  const churned = customers.filter((one) => one.churned).length
  if (churned < fewestOfEach) return { fit: { kind: 'too_little', why: 'churned' }, said: null }
  if (customers.length - churned < fewestOfEach) return { fit: { kind: 'too_little', why: 'stayed' }, said: null }
  const examples: Example[] = customers.map(({ features, churned }) => ({ features, came: churned }))
  const judged = judgeHeldOut(examples, names)
  const figures = qualityOf(judged, calibrationBands)
  const quality = { ...figures, calibration_error: calibrationErrorOf(figures.calibration), lift_of_first_tenth: liftOf(judged, 0.1) }
  const saidOf = new Map(judged.map(({ example, said }) => [example, said]))
  const said = examples.map((example) => saidOf.get(example) ?? 0)
  if (quality.auc < lowestAuc) return { fit: { kind: 'no_better_than_chance', quality }, said }
  const model = fit(examples, names, choosePenalty(examples, names))
  return { fit: { kind: 'fitted', model, quality, customers: customers.length, churned, base_rate: churned / customers.length, is_too_good: quality.auc > highestAuc }, said }
}

/** The same of one plain value, for a thread. */
export function judgeChurnOf({ customers, names }: { customers: readonly ChurnExample[]; names: readonly string[] }): ReturnType<typeof judgeChurn> {
  return judgeChurn(customers, names)
}

/** Less than this changes no odds worth telling: 5%. */
const worthTelling = 0.05

/** What raises (above nothing) or lowers the risk of this customer against the usual one, the strongest first. */
export function reasonsFor(model: Model, features: Features, most = 5): Contribution[] {
  return contributions(model, features)
    .filter(({ log_odds }) => Math.abs(log_odds) >= worthTelling)
    .sort((one, other) => Math.abs(other.log_odds) - Math.abs(one.log_odds))
    .slice(0, most)
}
