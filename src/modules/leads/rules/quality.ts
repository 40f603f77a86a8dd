/** How good a model is on leads it has not learnt from, and whether that is good enough to be shown. */
import { fit, logOdds, probability, type Example, type Model } from './logistic.ts'

export const fewestOfEach = 30
const lowestAuc = 0.55
const folds = 5

export interface Quality {
  /** Chance that a won lead is scored above a lost one; 0.5 is guessing. */
  auc: number
  /** Mean squared difference between probability and outcome; that of always saying the mean is `brier_of_mean`. */
  brier: number
  brier_of_mean: number
  /** Five bands of the probability: what was said, and what came. */
  calibration: { said: number; came: number; count: number }[]
}

export type Verdict = 'used' | 'too_few' | 'no_better_than_chance'

export function verdictOf(counts: { won: number; lost: number }, quality: Quality | null): Verdict {
  if (Math.min(counts.won, counts.lost) < fewestOfEach || !quality) return 'too_few'
  return quality.auc < lowestAuc ? 'no_better_than_chance' : 'used'
}

/** Stratified: each fold has its share of both outcomes. Each lead is judged by a model that has not seen it; the same leads in the same order give the same answer. */
export function crossValidate(examples: readonly Example[], names: readonly string[]): Quality {
  // The penalty is chosen without the leads that are held out, too.
  const judged = heldOut(examples, folds, (known) => fit(known, names, choosePenalty(known, names)))
  const share = judged.filter(({ won }) => won).length / judged.length
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    auc: aucOf(judged),
    brier: mean(judged.map(({ said, won }) => (said - Number(won)) ** 2)),
    brier_of_mean: share * (1 - share),
    calibration: bandsOf(judged),
  }
}

const penalties = [1, 4, 16]
const innerFolds = 3

/** By what comes out best on leads held out: few leads are not to say much. The surprise at the outcomes (log loss) decides. */
export function choosePenalty(examples: readonly Example[], names: readonly string[]): number {
  const surprises = penalties.map((penalty) => ({
    penalty,
    surprise: heldOut(examples, innerFolds, (known) => fit(known, names, penalty)).reduce((sum, { said, won }) => sum - Math.log(Math.max(won ? said : 1 - said, 1e-12)), 0),
  }))
  return surprises.reduce((best, one) => (one.surprise < best.surprise ? one : best)).penalty
}

function heldOut(examples: readonly Example[], count: number, learn: (known: Example[]) => Model): Judged[] {
  const foldOf = new Map<Example, number>()
  for (const won of [true, false]) for (const [at, example] of examples.filter((one) => one.won === won).entries()) foldOf.set(example, at % count)
  return Array.from({ length: count }, (_, fold) => {
    const model = learn(examples.filter((example) => foldOf.get(example) !== fold))
    return examples.filter((example) => foldOf.get(example) === fold).map((example) => ({ said: probability(logOdds(model, example.features)), won: example.won }))
  }).flat()
}

interface Judged {
  said: number
  won: boolean
}

/** By ranks (Mann and Whitney); equal scores count half. */
export function aucOf(judged: readonly Judged[]): number {
  const sorted = judged.toSorted((one, other) => one.said - other.said)
  const won = judged.filter((one) => one.won).length
  const lost = judged.length - won
  if (won === 0 || lost === 0) return 0.5
  let ranks = 0
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (to < sorted.length && sorted[to]?.said === sorted[from]?.said) to++
    // Ranks from + 1 to `to`, shared equally.
    ranks += sorted.slice(from, to).filter((one) => one.won).length * ((from + 1 + to) / 2)
    from = to
  }
  return (ranks - (won * (won + 1)) / 2) / (won * lost)
}

function bandsOf(judged: readonly Judged[]): Quality['calibration'] {
  return Array.from({ length: 5 }, (_, band) => {
    const those = judged.filter(({ said }) => Math.min(4, Math.floor(said * 5)) === band)
    const sum = (of: (one: Judged) => number) => those.reduce((total, one) => total + of(one), 0)
    return { said: those.length ? sum(({ said }) => said) / those.length : 0, came: those.length ? sum(({ won }) => Number(won)) / those.length : 0, count: those.length }
  }).filter(({ count }) => count > 0)
}
