/** Maximum likelihood for the BG/NBD model of bg-nbd.ts (equation 4 of the paper), on histories that were counted where they are equal. */
import { minimise, type Minimum } from '../../../platform/statistics/minimise.ts'
import { digammaRise, logRising } from '../../../platform/statistics/special-functions.ts'
import type { BgNbdParameters } from './bg-nbd.ts'
import type { Histories } from './customer-histories.ts'

export type BgNbdFit =
  | {
      kind: 'fitted'
      parameters: BgNbdParameters
      /** In the unit of time that was given. */
      log_likelihood: number
      /** By how much it is above that of the model in which nobody ever leaves (two parameters fewer). */
      gain_over_no_drop_out: number
      customers: number
      repeat_customers: number
      steps: number
    }
  | {
      kind: 'not_identified'
      /** `drop_out`: nothing tells that customers leave; `differences`: nothing tells how far customers differ; `no_optimum`: the search found no end. */
      why: 'drop_out' | 'differences' | 'no_optimum'
      /** As far as the search came: for people who want to see why, not for predictions. */
      reached: BgNbdParameters
      log_likelihood: number
      gain_over_no_drop_out: number
    }
  | { kind: 'too_little'; why: 'customers' | 'repeat_customers' | 'time' }

export const fewestCustomers = 50
export const fewestRepeatCustomers = 20
/** Half of the 95% quantile of chi-square with two degrees: a smaller gain is chance. */
const leastGain = 3
/** Logarithms of parameters, times in mean T: beyond e^10 a distribution over customers is a point, or is everywhere. */
const reach = 10
const starts = [[0, 0, 0, 0], [-1.5, -1.5, 0, 1], [0.5, 0, -2, 1], [-1, -2, -1, 1.5]] as const // ln r, ln alpha, ln a, ln b

/** @param histories as `collapse` gives them; times in any unit */
export function fitBgNbd(histories: Histories): BgNbdFit {
  const rows = prepared(histories)
  if (rows.customers < fewestCustomers) return { kind: 'too_little', why: 'customers' }
  if (rows.repeatCustomers < fewestRepeatCustomers) return { kind: 'too_little', why: 'repeat_customers' }
  if (!(rows.scale > 0)) return { kind: 'too_little', why: 'time' }

  const objective = (hasDropOut: boolean) => (at: Float64Array, gradient: Float64Array) => meanLoss(rows, at, gradient, hasDropOut)
  const found = starts.map((start) => minimise(objective(true), start, { reach }))
  const best = found.reduce((one, other) => (other.value < one.value ? other : one))
  const likelihood = (minimum: Minimum) => -minimum.value * rows.customers - rows.purchases * Math.log(rows.scale)
  const reached = { ...parametersAt(best.at), alpha: parametersAt(best.at).alpha * rows.scale }
  const log_likelihood = likelihood(best)
  const gain = log_likelihood - likelihood(minimise(objective(false), [0, 0], { reach }))
  const fault = faultOf(best, gain)
  if (fault) return { kind: 'not_identified', why: fault, reached, log_likelihood, gain_over_no_drop_out: gain }
  return { kind: 'fitted', parameters: reached, log_likelihood, gain_over_no_drop_out: gain, customers: rows.customers, repeat_customers: rows.repeatCustomers, steps: best.steps }
}

/** @returns natural logarithm, of all customers together */
export function logLikelihood({ r, alpha, a, b }: BgNbdParameters, histories: Histories): number {
  const rows = { ...prepared(histories), scale: 1, tx: histories.tx, T: histories.T }
  return -meanLoss(rows, Float64Array.of(r, alpha, a, b).map(Math.log), new Float64Array(4), true) * rows.customers
}

function faultOf({ at, ended }: Minimum, gain: number) {
  const { a, b } = parametersAt(at)
  if (gain < leastGain || a / (a + b) < 1e-4) return 'drop_out'
  if (ended === 'left') return 'differences'
  return ended === 'stopped' ? 'no_optimum' : null
}

function parametersAt(at: Float64Array): BgNbdParameters {
  const [r = 1, alpha = 1, a = 1, b = 1] = at.map(Math.exp)
  return { r, alpha, a, b }
}

interface Rows {
  /** Different numbers of purchases, and which of them each history has: what depends on x alone is computed once. */
  levels: Float64Array
  levelOf: Uint32Array
  tx: ArrayLike<number>
  T: ArrayLike<number>
  count: ArrayLike<number>
  /** The mean T, as the unit of tx and T. */
  scale: number
  customers: number
  repeatCustomers: number
  purchases: number
}

function prepared({ x, tx, T, count }: Histories): Rows {
  const levels = Float64Array.from(new Set(Array.from(x))).sort()
  const places = new Map(Array.from(levels, (level, place) => [level, place]))
  let [customers, repeatCustomers, purchases, time] = [0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const those = count[i] ?? 0
    customers += those
    purchases += those * (x[i] ?? 0)
    time += those * (T[i] ?? 0)
    if ((x[i] ?? 0) > 0) repeatCustomers += those
  }
  const scale = customers > 0 ? time / customers : 0
  return {
    levels, levelOf: Uint32Array.from(x, (one) => places.get(one) ?? 0), count, scale, customers, repeatCustomers, purchases,
    tx: Float64Array.from(tx, (one) => one / scale), T: Float64Array.from(T, (one) => one / scale),
  } // prettier-ignore
}

/**
 * Minus the mean log-likelihood of a customer, and its gradient, at logarithms of the parameters. The likelihood of a customer is the sum of having stayed
 * and of having left after the last purchase; it is added in logarithms, so that no factor overflows.
 */
function meanLoss(rows: Rows, at: Float64Array, gradient: Float64Array, hasDropOut: boolean): number {
  const { r, alpha, a, b } = parametersAt(at)
  const { levels, levelOf, tx, T, count, customers } = rows
  const logAlpha = Math.log(alpha)
  const ofLevels = Array.from(levels, (x) => ({
    known: logRising(r, x) + r * logAlpha + (hasDropOut ? logRising(b, x) - logRising(a + b, x) : 0),
    left: hasDropOut && x > 0 ? Math.log(a) - Math.log(b + x - 1) : -Infinity,
    byR: digammaRise(r, x) + logAlpha,
    byA: hasDropOut ? -digammaRise(a + b, x) : 0,
    byB: hasDropOut ? digammaRise(b, x) - digammaRise(a + b, x) : 0,
  }))
  let [sum, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0]
  for (let i = 0; i < levelOf.length; i++) {
    const place = levelOf[i] ?? 0
    const level = ofLevels[place]
    if (!level) continue
    const x = levels[place] ?? 0
    const those = count[i] ?? 0
    const [seen, last] = [alpha + (T[i] ?? 0), alpha + (tx[i] ?? 0)]
    const logSeen = Math.log(seen)
    // Log odds, and chance, that this customer has left.
    const odds = level.left === -Infinity ? -Infinity : level.left + (r + x) * (logSeen - Math.log(last))
    const small = Math.exp(-Math.abs(odds))
    const left = odds > 0 ? 1 / (1 + small) : small / (1 + small)
    const logTime = logSeen - (left > 0 ? left * (logSeen - Math.log(last)) : 0)
    sum += those * (level.known - (r + x) * logSeen + Math.max(odds, 0) + Math.log1p(small))
    byR += those * (level.byR - logTime)
    byAlpha += those * (r / alpha - (r + x) * ((1 - left) / seen + left / last))
    byA += those * (level.byA + left / a)
    if (x > 0) byB += those * (level.byB - left / (b + x - 1))
  }
  const parts = [byR * r, byAlpha * alpha, byA * a, byB * b]
  for (let i = 0; i < gradient.length; i++) gradient[i] = -(parts[i] ?? 0) / customers
  return -sum / customers
}
