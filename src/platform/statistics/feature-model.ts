/**
 * The odds that something comes, learnt from examples whose features are words and numbers: logistic regression with a column for each word (one-hot),
 * and numbers in deviations from their mean. What is not known is a word of its own, and for numbers a column of its own.
 */
import { probability, regress, type RegressionRow } from './logistic-regression.ts'

/** A feature is a number where all its known values are; else its values are words. */
export type Features = { readonly [name: string]: string | number | null | undefined }

export interface Example {
  features: Features
  came: boolean
}

export interface Model {
  intercept: number
  /** Log odds by feature and word, centred: over the examples the weights of a feature sum to nothing. */
  weights: Record<string, Record<string, number>>
  /** Absent where all features are words. */
  numbers?: Record<string, NumberWeight>
}

export interface NumberWeight {
  mean: number
  deviation: number
  /** Seen from and to: what lies beyond counts as the end. */
  least: number
  most: number
  /** Log odds: for one deviation more, for being known at all, and for not being known; over the examples they sum to nothing. */
  weight: number
  known: number
  unknown: number
}

export interface Contribution {
  feature: string
  value: string
  /** Natural logarithm of the factor by which the odds change, against the usual example. */
  log_odds: number
}

/** What fewer examples than these have is one value, `rare`. */
const fewest = 5
const rare = 'rare'
const unknown = 'unknown'

/**
 * @param names of the features to learn from
 * @param penalty on the squares of the weights; the larger, the closer everything stays to the usual
 * @throws Error where there is no example of one of the outcomes.
 */
export function fit(examples: readonly Example[], names: readonly string[], penalty = 1): Model {
  const encoding = encodingOf(examples, names)
  const rows = examples.map(({ features, came }) => ({ ...encoded(encoding, features), came }))
  return modelOf(encoding, rows, regress(rows, encoding.size, penalty))
}

/** Log odds that it comes: the intercept and all contributions together. */
export function logOdds(model: Model, features: Features): number {
  return contributions(model, features).reduce((sum, { log_odds }) => sum + log_odds, model.intercept)
}

/** The chance that it comes, 0 to 1. */
export function chanceOf(model: Model, features: Features): number {
  return probability(logOdds(model, features))
}

/** What sets it apart from the usual example, in the order of the features, words first. A word that was never seen says nothing. */
export function contributions(model: Model, features: Features): Contribution[] {
  const ofWords = Object.entries(model.weights).map(([feature, weights]) => {
    const value = wordOf(features[feature])
    return { feature, value, log_odds: ownWeight(weights, value) ?? ownWeight(weights, rare) ?? 0 }
  })
  const ofNumbers = Object.entries(model.numbers ?? {}).map(([feature, number]) => {
    const value = numberOf(features[feature])
    return { feature, value: value === null ? unknown : String(value), log_odds: value === null ? number.unknown : number.known + number.weight * standardised(number, value) }
  })
  return [...ofWords, ...ofNumbers]
}

/** Words come from people: `constructor` is one, too. */
function ownWeight(weights: Record<string, number>, word: string): number | undefined {
  return Object.hasOwn(weights, word) ? weights[word] : undefined
}

/** Where each word and number stands among the columns; 0 is the intercept. */
interface Encoding {
  size: number
  words: Map<string, Map<string, number>>
  numbers: Map<string, { mean: number; deviation: number; least: number; most: number; place: number; unknownPlace: number | null }>
}

function encodingOf(examples: readonly Example[], names: readonly string[]): Encoding {
  const encoding: Encoding = { size: 1, words: new Map(), numbers: new Map() }
  const columns = names.map((name) => ({ name, values: examples.map(({ features }) => features[name]) }))
  const isNumber = (values: readonly Features[string][]) => values.every((value) => typeof value !== 'string') && values.some((value) => numberOf(value) !== null)
  // Words first: the columns of a row are named in rising order.
  for (const { name, values } of columns) if (!isNumber(values)) encoding.words.set(name, new Map(wordsOf(values).map((word) => [word, encoding.size++])))
  for (const { name, values } of columns) {
    if (!isNumber(values)) continue
    const numbers = values.flatMap((value) => numberOf(value) ?? [])
    encoding.numbers.set(name, { ...spreadOf(numbers), place: encoding.size++, unknownPlace: values.length - numbers.length >= fewest ? encoding.size++ : null })
  }
  return encoding
}

/** The words that are seen often enough, in one order, and `rare` where there are others. */
function wordsOf(values: readonly Features[string][]): string[] {
  const counts = new Map<string, number>()
  for (const word of values.map(wordOf)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= fewest).map(([word]) => word)
  return [...new Set([...kept, ...(kept.length < counts.size ? [rare] : [])])].sort()
}

function spreadOf(numbers: readonly number[]) {
  const [least, most] = numbers.reduce(([low, high], one) => [Math.min(low, one), Math.max(high, one)] as const, [Infinity, -Infinity] as const)
  // In parts of the largest, so that no sum and no square overflows.
  const scale = Math.max(Math.abs(least), Math.abs(most)) || 1
  const parts = numbers.map((one) => one / scale)
  const mean = parts.reduce((sum, one) => sum + one / parts.length, 0)
  const deviation = Math.sqrt(parts.reduce((sum, one) => sum + (one - mean) ** 2 / parts.length, 0))
  return { mean: mean * scale, deviation: least === most ? 0 : deviation * scale, least, most }
}

function encoded(encoding: Encoding, features: Features): { places: number[]; values: number[] } {
  const row: { places: number[]; values: number[] } = { places: [], values: [] }
  const add = (place: number | null | undefined, value: number) => {
    if (place === null || place === undefined || value === 0) return
    row.places.push(place)
    row.values.push(value)
  }
  for (const [name, places] of encoding.words) add(places.get(wordOf(features[name])) ?? places.get(rare), 1)
  for (const [name, number] of encoding.numbers) {
    const value = numberOf(features[name])
    if (value === null) add(number.unknownPlace, 1)
    else add(number.place, standardised(number, value))
  }
  return row
}

/** Weights as differences from the usual example, which the intercept then speaks of: a contribution says what sets this one apart. */
function modelOf(encoding: Encoding, rows: readonly RegressionRow[], beta: Float64Array): Model {
  const weightOf = (place: number | null) => (place === null ? 0 : (beta[place] ?? 0))
  const shares = new Float64Array(encoding.size)
  for (const { places } of rows) for (const place of places) shares[place] = (shares[place] ?? 0) + 1 / rows.length
  const shareOf = (place: number | null) => (place === null ? 0 : (shares[place] ?? 0))

  const model: Model = { intercept: beta[0] ?? 0, weights: {} }
  for (const [name, places] of encoding.words) {
    const mean = [...places.values()].reduce((sum, place) => sum + shareOf(place) * weightOf(place), 0)
    model.intercept += mean
    model.weights[name] = Object.fromEntries([...places].map(([word, place]) => [word, weightOf(place) - mean]))
  }
  for (const [name, { place, unknownPlace, ...spread }] of encoding.numbers) {
    const mean = shareOf(unknownPlace) * weightOf(unknownPlace)
    model.intercept += mean
    model.numbers = { ...model.numbers, [name]: { ...spread, weight: weightOf(place), known: -mean, unknown: unknownPlace === null ? 0 : weightOf(unknownPlace) - mean } }
  }
  return model
}

function standardised({ mean, deviation, least, most }: { mean: number; deviation: number; least: number; most: number }, value: number): number {
  return deviation > 0 ? Math.min(most, Math.max(least, value)) / deviation - mean / deviation : 0
}

function wordOf(value: Features[string]): string {
  return value === null || value === undefined ? unknown : String(value)
}

/** Null for what is no number to reckon with. */
function numberOf(value: Features[string]): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
