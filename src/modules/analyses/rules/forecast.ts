/**
 * Months to come from months that were: exponential smoothing with a damped trend, and with a season of twelve months where there are two whole
 * years (Gardner and McKenzie 1985; Holt-Winters additive in the error-correction form of Hyndman, Koehler, Ord, Snyder 2008, model AAdA).
 * The weights are those of a grid with the least squared error of one month ahead; the interval of 80% is that of the model:
 * variance of the residuals times 1 + sum of c(j)^2, c(j) = alpha + beta (phi + ... + phi^j) + gamma where j is a whole year.
 */

export type Method = 'seasonal' | 'damped' | 'none'

export interface Forecast {
  method: Method
  points: { value: number; low: number; high: number }[]
  /** In percent of what was: of this method, and of saying what the same month a year before (else the last month) was. */
  back_test: { months: number; error: number; naive: number } | null
}

export const leastMonths = 6
const season = 12
const seasonalMonths = 2 * season
/** Of the normal distribution: four of five. */
const quantile = 1.2816

interface Weights { alpha: number; beta: number; phi: number; gamma: number }

const grid: Weights[] = [0.05, 0.15, 0.3, 0.45, 0.6, 0.8].flatMap((alpha) => [0, 0.02, 0.08, 0.2].filter((beta) => beta <= alpha).flatMap((beta) => [0.8, 0.9, 0.98].map((phi) => ({ alpha, beta, phi, gamma: 0 }))))
const seasons = [0, 0.05, 0.15, 0.3]

/** @param values whole months in order, none left out @param ahead how many to tell */
export function forecastOf(values: readonly number[], ahead: number): Forecast {
  const method = methodFor(values.length)
  if (method === 'none') return { method, points: [], back_test: null }
  const fitted = fit(values, method)
  const isNeverBelow = values.every((value) => value >= 0)
  const floor = (value: number) => (isNeverBelow ? Math.max(0, value) : value)
  const points = told(fitted, ahead).map((value, index) => {
    const half = quantile * fitted.deviation * Math.sqrt(1 + spreadOf(fitted.weights, index, method))
    return { value: floor(value), low: floor(value - half), high: floor(value + half) }
  })
  return { method, points, back_test: backTest(values) }
}

function methodFor(months: number): Method {
  return months >= seasonalMonths ? 'seasonal' : months >= leastMonths ? 'damped' : 'none'
}

interface Fitted {
  weights: Weights
  level: number
  trend: number
  /** The next month's first; empty without a season. */
  cycle: number[]
  deviation: number
}

function fit(values: readonly number[], method: Method): Fitted {
  const candidates = method === 'seasonal' ? grid.flatMap((weights) => seasons.map((gamma) => ({ ...weights, gamma }))) : grid
  let best: (Fitted & { error: number }) | null = null
  for (const weights of candidates) {
    const walked = walk(values, weights, method)
    if (!best || walked.error < best.error) best = walked
  }
  if (!best) throw new RangeError('There is no grid of weights')
  return best
}

function walk(values: readonly number[], weights: Weights, method: Method): Fitted & { error: number } {
  let { level, trend, cycle } = beginning(values, method)
  const { alpha, beta, phi, gamma } = weights
  let error = 0
  for (const value of values) {
    const [own = 0, ...others] = cycle
    const missed = value - (level + phi * trend + own)
    error += missed * missed
    level += phi * trend + alpha * missed
    trend = phi * trend + beta * missed
    if (cycle.length > 0) cycle = [...others, own + gamma * missed]
  }
  // A few weights were chosen by the same months.
  const freedom = Math.max(1, values.length - (method === 'seasonal' ? 5 : 3))
  return { weights, level, trend, cycle, error, deviation: Math.sqrt(error / freedom) }
}

/** The first months say where it begins: of two years the difference of a month to its year, of less the mean of the first three. */
function beginning(values: readonly number[], method: Method): { level: number; trend: number; cycle: number[] } {
  if (method !== 'seasonal') {
    const [first, later] = [mean(values.slice(0, 3)), mean(values.slice(3, 6))]
    const trend = (later - first) / 3
    return { level: first - trend, trend, cycle: [] }
  }
  const [first, second] = [values.slice(0, season), values.slice(season, 2 * season)]
  const trend = (mean(second) - mean(first)) / season
  const middle = (season - 1) / 2
  const raw = first.map((value, month) => (value - mean(first) - trend * (month - middle) + ((second[month] ?? 0) - mean(second) - trend * (month - middle))) / 2)
  return { level: mean(first) - trend * (middle + 1), trend, cycle: raw.map((value) => value - mean(raw)) }
}

function told({ weights: { phi }, level, trend, cycle }: Fitted, ahead: number): number[] {
  let [base, step] = [level, trend]
  return Array.from({ length: ahead }, (_, index) => {
    step *= phi
    base += step
    return base + (cycle[index % season] ?? 0)
  })
}

/** @param months between the first month to come and this one */
function spreadOf({ alpha, beta, phi, gamma }: Weights, months: number, method: Method): number {
  let [sum, damped] = [0, 0]
  for (let j = 1; j <= months; j++) {
    damped += phi ** j
    const c = alpha + beta * damped + (method === 'seasonal' && j % season === 0 ? gamma : 0)
    sum += c * c
  }
  return sum
}

function backTest(values: readonly number[]): Forecast['back_test'] {
  const months = Math.min(6, Math.floor(values.length / 4))
  const [known, held] = [values.slice(0, -months), values.slice(-months)]
  const method = methodFor(known.length)
  const sum = held.reduce((total, value) => total + Math.abs(value), 0)
  if (months === 0 || method === 'none' || sum === 0) return null
  const told6 = told(fit(known, method), months)
  const naive = held.map((_, index) => (known.length >= season ? known[known.length - season + index] : known.at(-1)) ?? 0)
  const errorOf = (said: readonly number[]) => Math.round((held.reduce((total, value, index) => total + Math.abs(value - (said[index] ?? 0)), 0) / sum) * 1000) / 10
  return { months, error: errorOf(told6), naive: errorOf(naive) }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
