/**
 * Logistic regression on features that are words, with an L2 penalty on the weights, by Newton's method (iteratively reweighted least
 * squares; Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 4.4.1 and 18.4). The penalty makes the Hessian positive definite, so
 * that there is one optimum, also where a word occurs only with one outcome.
 */
import type { Features } from './features.ts'

export interface Example {
  features: Features
  won: boolean
}

export interface Model {
  intercept: number
  /** Log odds by feature and value, centred: over the examples the weights of a feature sum to nothing. */
  weights: Record<string, Record<string, number>>
}

export interface Contribution {
  feature: string
  value: string
  /** Natural logarithm of the factor by which the odds change. */
  log_odds: number
}

/** What fewer examples than these have is one value, `rare`. */
const fewest = 5
const rare = 'rare'
const mostSteps = 25

/**
 * @param penalty on the squares of the weights; the larger, the closer every lead stays to the usual one
 * @throws Error where there is no example of one of the outcomes.
 */
export function fit(examples: readonly Example[], names: readonly string[], penalty = 1): Model {
  const won = examples.filter((example) => example.won).length
  if (won === 0 || won === examples.length) throw new Error('Both outcomes are needed to learn from')
  const columns = columnsOf(examples, names)
  const rows = examples.map(({ features, won }) => ({ places: placesOf(features, names, columns), target: won ? 1 : 0 }))
  const beta = new Float64Array(columns.size + 1)
  // Without any feature: the odds of the whole.
  beta[0] = Math.log(won / (examples.length - won))
  for (let step = 0; step < mostSteps; step++) if (newtonStep(rows, beta, penalty) < 1e-8) break
  return centred(beta, columns, examples, names)
}

/** Log odds of being won: the intercept and all contributions together. */
export function logOdds(model: Model, features: Features): number {
  return contributions(model, features).reduce((sum, { log_odds }) => sum + log_odds, model.intercept)
}

/** In the order of the features. A value that was never seen says nothing. */
export function contributions(model: Model, features: Features): Contribution[] {
  return Object.entries(model.weights).map(([feature, weights]) => {
    const value = features[feature] ?? 'unknown'
    return { feature, value, log_odds: weights[value] ?? weights[rare] ?? 0 }
  })
}

export function probability(logit: number): number {
  return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit))
}

/** Of the features' values that are seen often enough, in one order; 0 is the intercept. */
function columnsOf(examples: readonly Example[], names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { features } of examples) for (const name of names) counts.set(keyOf(name, features[name]), (counts.get(keyOf(name, features[name])) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= fewest).map(([key]) => key)
  const keys = [...new Set([...kept, ...names.filter((name) => [...counts].some(([key, count]) => count < fewest && key.startsWith(`${name}=`))).map((name) => keyOf(name, rare))])]
  return new Map(keys.toSorted().map((key, at) => [key, at + 1]))
}

const keyOf = (name: string, value: string | undefined) => `${name}=${value ?? 'unknown'}`

function placesOf(features: Features, names: readonly string[], columns: ReadonlyMap<string, number>): number[] {
  return names.flatMap((name) => columns.get(keyOf(name, features[name])) ?? columns.get(keyOf(name, rare)) ?? [])
}

/** One step towards the optimum, halved where it would overshoot. @returns its length */
function newtonStep(rows: readonly { places: number[]; target: number }[], beta: Float64Array, penalty: number): number {
  const size = beta.length
  const gradient = new Float64Array(size)
  const hessian = Array.from({ length: size }, () => new Float64Array(size))
  for (let at = 1; at < size; at++) {
    gradient[at] = -penalty * valueAt(beta, at)
    rowAt(hessian, at)[at] = penalty
  }
  for (const { places, target } of rows) {
    const chance = probability(places.reduce((sum, place) => sum + valueAt(beta, place), valueAt(beta, 0)))
    const active = [0, ...places]
    const weight = Math.max(chance * (1 - chance), 1e-9)
    for (const one of active) {
      gradient[one] = valueAt(gradient, one) + target - chance
      for (const other of active) rowAt(hessian, one)[other] = valueAt(rowAt(hessian, one), other) + weight
    }
  }
  const step = solve(hessian, gradient)
  const longest = Math.max(...step.map(Math.abs))
  // A log odds that moves by more than this at once has overshot.
  const part = longest > 4 ? 4 / longest : 1
  for (let at = 0; at < size; at++) beta[at] = valueAt(beta, at) + part * valueAt(step, at)
  return longest
}

/** Of a symmetric positive definite matrix, by Cholesky's decomposition. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const lower = Array.from({ length: size }, () => new Float64Array(size))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = valueAt(rowAt(matrix, i), j)
      for (let k = 0; k < j; k++) sum -= valueAt(rowAt(lower, i), k) * valueAt(rowAt(lower, j), k)
      rowAt(lower, i)[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / valueAt(rowAt(lower, j), j)
    }
  }
  const middle = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let sum = valueAt(right, i)
    for (let k = 0; k < i; k++) sum -= valueAt(rowAt(lower, i), k) * valueAt(middle, k)
    middle[i] = sum / valueAt(rowAt(lower, i), i)
  }
  const answer = new Float64Array(size)
  for (let i = size - 1; i >= 0; i--) {
    let sum = valueAt(middle, i)
    for (let k = i + 1; k < size; k++) sum -= valueAt(rowAt(lower, k), i) * valueAt(answer, k)
    answer[i] = sum / valueAt(rowAt(lower, i), i)
  }
  return answer
}

/** Weights as differences from the usual lead, which the intercept then speaks of: a contribution says what sets this lead apart. */
function centred(beta: Float64Array, columns: ReadonlyMap<string, number>, examples: readonly Example[], names: readonly string[]): Model {
  const model: Model = { intercept: valueAt(beta, 0), weights: {} }
  for (const name of names) {
    const own = [...columns].filter(([key]) => key.startsWith(`${name}=`)).map(([key, place]) => ({ value: key.slice(name.length + 1), weight: valueAt(beta, place) }))
    const byValue = new Map(own.map(({ value, weight }) => [value, weight]))
    const mean = examples.reduce((sum, { features }) => sum + (byValue.get(features[name] ?? 'unknown') ?? byValue.get(rare) ?? 0), 0) / examples.length
    model.intercept += mean
    model.weights[name] = Object.fromEntries(own.map(({ value, weight }) => [value, weight - mean]))
  }
  return model
}

/** Typed arrays are read within their length here. */
function valueAt(array: Float64Array, place: number): number {
  return array[place] ?? 0
}

function rowAt(matrix: readonly Float64Array[], place: number): Float64Array {
  return matrix[place] ?? new Float64Array(0)
}
