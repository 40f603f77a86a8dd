/**
 * Gamma-gamma: what a purchase of a customer is worth (Fader, Hardie: The Gamma-Gamma Model of Monetary Value, 2013). Amounts of a customer are gamma
 * distributed (shape p) around a mean of its own; these means vary over customers by q and v. It takes the mean of a customer for independent of how
 * often the customer buys: `correlation` of the fit says whether that is so.
 */
import { minimise } from '../../../platform/statistics/minimise.ts'
import { digammaRise, logGamma, logRising } from '../../../platform/statistics/special-functions.ts'
import { correlationOf } from '../../../platform/statistics/correlation.ts'

export interface GammaGammaParameters {
  /** Shape of the amounts of a customer. */
  p: number
  /** Shape of the differences between customers. */
  q: number
  /** Their scale: an amount. */
  v: number
}

/** Arrays of one length: repeat purchases, their mean amount, and how many customers have both. */
export interface Spending {
  x: ArrayLike<number>
  mean: ArrayLike<number>
  count: ArrayLike<number>
}

export type GammaGammaFit =
  | { kind: 'fitted'; parameters: GammaGammaParameters; log_likelihood: number; customers: number; left_out: number; correlation: number; steps: number }
  | {
      kind: 'not_identified'
      /** `mean`: q <= 1, so that the mean over customers is infinite; `differences`: amounts or customers do not differ; `no_optimum`: the search found no end. */
      why: 'mean' | 'differences' | 'no_optimum'
      reached: GammaGammaParameters
      log_likelihood: number
      left_out: number
    }
  | { kind: 'too_little'; why: 'customers'; left_out: number }

export const fewestSpenders = 20
const reach = 10
/** Less than the smallest coin of any currency is nothing. */
export const leastMean = 1e-6
const starts = [[1.5, 1, 0], [0, 0.7, 0], [3, 2, 1]] as const // ln p, ln q, ln v in mean amounts

/** Customers without repeat purchase or whose mean is not above nothing (gifts, refunds) are left out: `left_out` says how many had such a mean. */
export function fitGammaGamma(spending: Spending): GammaGammaFit {
  const { rows, left_out } = usable(spending)
  if (rows.customers < fewestSpenders) return { kind: 'too_little', why: 'customers', left_out }
  const found = starts.map((start) => minimise((at, gradient) => meanLoss(rows, at, gradient), start, { reach }))
  const best = found.reduce((one, other) => (other.value < one.value ? other : one))
  const [p = 1, q = 1, v = 1] = best.at.map(Math.exp)
  const reached = { p, q, v: v * rows.scale }
  const log_likelihood = -best.value * rows.customers - rows.customers * Math.log(rows.scale)
  const why = best.ended === 'left' ? 'differences' : best.ended === 'stopped' ? 'no_optimum' : q <= 1 ? 'mean' : null
  if (why) return { kind: 'not_identified', why, reached, log_likelihood, left_out }
  return { kind: 'fitted', parameters: reached, log_likelihood, customers: rows.customers, left_out, correlation: correlationOf(rows.x, rows.mean, rows.count), steps: best.steps }
}

/** @returns natural logarithm, of all customers with repeat purchases of a mean above nothing */
export function logLikelihood({ p, q, v }: GammaGammaParameters, spending: Spending): number {
  const { rows } = usable(spending)
  const at = Float64Array.of(Math.log(p), Math.log(q), Math.log(v / rows.scale))
  return rows.customers === 0 ? 0 : -meanLoss(rows, at, new Float64Array(3)) * rows.customers - rows.customers * Math.log(rows.scale)
}

/**
 * Mean amount of the purchases to come of a customer, between its own mean and that of all (equation 5 of the paper): the more purchases, the more its own.
 * Of a customer without repeat purchase, or whose mean is not above nothing, it is the mean of all. q > 1, as in every fit.
 */
export function expectedSpend({ p, q, v }: GammaGammaParameters, { x, mean }: { x: number; mean: number }): number {
  if (x <= 0 || mean < leastMean) return (p * v) / (q - 1)
  const ownPart = (p * x) / (p * x + q - 1)
  return (1 - ownPart) * ((p * v) / (q - 1)) + ownPart * mean
}

interface Rows {
  x: Float64Array
  mean: Float64Array
  count: Float64Array
  /** The mean over customers, as the unit of amounts. */
  scale: number
  customers: number
}

function usable({ x, mean, count }: Spending): { rows: Rows; left_out: number } {
  const places = Array.from(x, (_, i) => i).filter((i) => (x[i] ?? 0) > 0)
  const kept = places.filter((i) => (mean[i] ?? 0) >= leastMean)
  const customersOf = (those: readonly number[]) => those.reduce((sum, i) => sum + (count[i] ?? 0), 0)
  const customers = customersOf(kept)
  const scale = kept.reduce((sum, i) => sum + (mean[i] ?? 0) * (count[i] ?? 0), 0) / customers
  const taken = (values: ArrayLike<number>, unit = 1) => Float64Array.from(kept, (i) => (values[i] ?? 0) / unit)
  return { rows: { x: taken(x), mean: taken(mean, scale), count: taken(count), scale, customers }, left_out: customersOf(places) - customers }
}

/** Minus the mean log-likelihood of a customer (equation 1a of the paper), and its gradient, at logarithms of the parameters. */
function meanLoss({ x, mean, count, customers }: Rows, at: Float64Array, gradient: Float64Array): number {
  const [p = 1, q = 1, v = 1] = at.map(Math.exp)
  let [sum, byP, byQ, byV] = [0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const [n, z, those] = [x[i] ?? 0, mean[i] ?? 0, count[i] ?? 0]
    const shape = p * n
    const logBelow = Math.log(v + n * z)
    const logTotal = Math.log(n * z)
    sum += those * (logRising(shape, q) - logGamma(q) + q * (Math.log(v) - logBelow) + shape * (logTotal - logBelow) - Math.log(z))
    byP += those * n * (digammaRise(shape, q) + logTotal - logBelow)
    byQ += those * (digammaRise(q, shape) + Math.log(v) - logBelow)
    byV += those * (q / v - (shape + q) / (v + n * z))
  }
  for (const [i, part] of [byP * p, byQ * q, byV * v].entries()) gradient[i] = -part / customers
  return -sum / customers
}
