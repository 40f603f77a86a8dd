/** How good a model is on examples it has not learnt from. */
import { chanceOf, fit, type Example, type Model } from './feature-model.ts'

const folds = 5

/** What was said of an example (a chance or any score that ranks), and whether it came. */
export interface Judged {
  said: number
  came: boolean
}

/** An example with what was said of it by a model that had not seen it. */
export type JudgedExample = Judged & { example: Example }

export interface Quality {
  /** Chance that one that came is scored above one that did not; 0.5 is guessing. */
  auc: number
  /** Mean squared difference between probability and outcome; that of always saying the mean is `brier_of_mean`. */
  brier: number
  brier_of_mean: number
  /** Bands of the probability, of equal width: what was said, and what came. Bands with nobody in them are left out. */
  calibration: { said: number; came: number; count: number }[]
}

/** Each example judged by a model that has not seen it, nor has the choice of its penalty; the same examples in the same order give the same answer. */
export function judgeHeldOut(examples: readonly Example[], names: readonly string[]): JudgedExample[] {
  return heldOut(examples, folds, (known) => fit(known, names, choosePenalty(known, names)))
}

export function qualityOf(judged: readonly Judged[], bands: number): Quality {
  const share = judged.filter(({ came }) => came).length / judged.length
  const brier = judged.reduce((sum, { said, came }) => sum + (said - Number(came)) ** 2, 0) / judged.length
  return { auc: aucOf(judged), brier, brier_of_mean: share * (1 - share), calibration: bandsOf(judged, bands) }
}

const penalties = [1, 4, 16]
const innerFolds = 3

/** By what comes out best on examples held out: few examples are not to say much. The surprise at the outcomes (log loss) decides. */
export function choosePenalty(all: readonly Example[], names: readonly string[]): number {
  const examples = thinned(all)
  const surprises = penalties.map((penalty) => ({
    penalty,
    surprise: heldOut(examples, innerFolds, (known) => fit(known, names, penalty)).reduce((sum, { said, came }) => sum - Math.log(Math.max(came ? said : 1 - said, 1e-12)), 0),
  }))
  return surprises.reduce((best, one) => (one.surprise < best.surprise ? one : best)).penalty
}

/** Where there are many the penalty hardly matters: it is chosen on so many of them. */
const enoughForPenalty = 2000
const fewestOfEach = 30

/** Every so many of each outcome, of the rarer one no less than it takes. */
function thinned(examples: readonly Example[]): Example[] {
  return [true, false].flatMap((came) => {
    const those = examples.filter((one) => one.came === came)
    const every = Math.max(1, Math.min(Math.ceil(examples.length / enoughForPenalty), Math.floor(those.length / fewestOfEach)))
    return those.filter((_, at) => at % every === 0)
  })
}

/** Stratified: each fold has its share of both outcomes. */
function heldOut(examples: readonly Example[], count: number, learn: (known: Example[]) => Model): JudgedExample[] {
  const foldOf = new Map<Example, number>()
  for (const came of [true, false]) for (const [at, example] of examples.filter((one) => one.came === came).entries()) foldOf.set(example, at % count)
  return Array.from({ length: count }, (_, fold) => {
    const model = learn(examples.filter((example) => foldOf.get(example) !== fold))
    return examples.filter((example) => foldOf.get(example) === fold).map((example) => ({ example, said: chanceOf(model, example.features), came: example.came }))
  }).flat()
}

/** By ranks (Mann and Whitney); equal scores count half. */
export function aucOf(judged: readonly Judged[]): number {
  const sorted = judged.toSorted((one, other) => one.said - other.said)
  const came = judged.filter((one) => one.came).length
  const stayedAway = judged.length - came
  if (came === 0 || stayedAway === 0) return 0.5
  let ranks = 0
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (to < sorted.length && sorted[to]?.said === sorted[from]?.said) to++
    // Ranks from + 1 to `to`, shared equally.
    ranks += sorted.slice(from, to).filter((one) => one.came).length * ((from + 1 + to) / 2)
    from = to
  }
  return (ranks - (came * (came + 1)) / 2) / (came * stayedAway)
}

/** How many times as often it came among those scored highest as among all; 1 where it never came. @param part of all, 0 to 1 */
export function liftOf(judged: readonly Judged[], part: number): number {
  const shareOf = (those: readonly Judged[]) => those.filter(({ came }) => came).length / Math.max(1, those.length)
  const highest = judged.toSorted((one, other) => other.said - one.said).slice(0, Math.max(1, Math.round(judged.length * part)))
  const share = shareOf(judged)
  return share > 0 ? shareOf(highest) / share : 1
}

/** Mean difference, without sign, between what was said and what came in the bands, each by its examples. */
export function calibrationErrorOf(calibration: Quality['calibration']): number {
  const total = calibration.reduce((sum, { count }) => sum + count, 0)
  return total > 0 ? calibration.reduce((sum, { said, came, count }) => sum + count * Math.abs(said - came), 0) / total : 0
}

function bandsOf(judged: readonly Judged[], bands: number): Quality['calibration'] {
  return Array.from({ length: bands }, (_, band) => {
    const those = judged.filter(({ said }) => Math.min(bands - 1, Math.floor(said * bands)) === band)
    const sum = (of: (one: Judged) => number) => those.reduce((total, one) => total + of(one), 0)
    return { said: those.length ? sum(({ said }) => said) / those.length : 0, came: those.length ? sum(({ came }) => Number(came)) / those.length : 0, count: those.length }
  }).filter(({ count }) => count > 0)
}
