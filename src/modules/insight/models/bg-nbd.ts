/**
 * BG/NBD: how often customers buy, and whether they still do (Fader, Hardie, Lee: "Counting Your Customers" the Easy Way, Marketing Science 24 (2005)
 * 275-284). A customer buys at a rate of its own, gamma distributed (r, alpha) over customers, and after each purchase leaves for good with a chance of
 * its own, beta distributed (a, b). All that is needed of a customer is x, tx and T.
 *
 * Everything here is computed as an expectation over what is not known of a customer, of terms that are all positive, instead of by the hypergeometric
 * function of the paper: the same value, also where that function is not defined (a = 1, a + b <= 1) or loses its digits.
 */
import { betaNodes, expectation, type BetaNodes } from '../../../platform/statistics/beta-expectation.ts'

/** One customer. Times in one unit (days or weeks), the same as of the model. */
export interface History {
  /** Repeat purchases: days with a purchase after the first one. */
  x: number
  /** Time from the first to the last purchase; 0 where x is 0. */
  tx: number
  /** Time from the first purchase to the day of looking. */
  T: number
}

export interface BgNbdParameters {
  /** Shape of the purchase rates. */
  r: number
  /** Scale of the purchase rates: a time. The mean rate is r / alpha. */
  alpha: number
  /** The mean chance of leaving after a purchase is a / (a + b). */
  a: number
  b: number
}

/** Chance that the customer has not left, 0 to 1. Who has bought only once counts as there: the model lets people leave after repeat purchases only. */
export function probabilityAlive({ r, alpha, a, b }: BgNbdParameters, { x, tx, T }: History): number {
  if (x <= 0) return 1
  const logOddsOfHavingLeft = Math.log(a) - Math.log(b + x - 1) + (r + x) * Math.log1p((T - tx) / (alpha + tx))
  return 1 / (1 + Math.exp(logOddsOfHavingLeft))
}

/** Purchases expected of the customer in the time `t` after T. @param t times as in the history, >= 0 */
export function expectedPurchases(parameters: BgNbdParameters, history: History, t: number): number {
  return probabilityAlive(parameters, history) * purchasesIfThere(thereAfter(parameters, history), t)
}

/** Repeat purchases expected of a new customer by the time `t` after its first purchase. */
export function expectedRepeat(parameters: BgNbdParameters, t: number): number {
  return repeatCurve(parameters)(t)
}

/** The same for many times: what does not depend on the time is computed once. */
export function repeatCurve(parameters: BgNbdParameters): (t: number) => number {
  const fresh = thereAfter(parameters, { x: 0, T: 0 })
  return (t) => purchasesIfThere(fresh, t)
}

/** Chance that a new customer makes n repeat purchases by the time `t`: P(X(t) = n). Takes time in proportion to n. */
export function probabilityOfCount({ r, alpha, a, b }: BgNbdParameters, n: number, t: number): number {
  // Were nobody to leave: a negative binomial count. `stays`: chance to be there after so many purchases.
  const share = t / (alpha + t)
  let count = Math.exp(-r * Math.log1p(t / alpha))
  let fewer = 0
  let [stays, stayedBefore] = [1, 1]
  for (let k = 0; k < n; k++) {
    fewer += count
    count *= ((r + k) / (k + 1)) * share
    stayedBefore = stays
    stays *= (b + k) / (a + b + k)
  }
  return n === 0 ? count : stays * count + (stayedBefore - stays) * Math.max(0, 1 - fewer)
}

export interface Discounting {
  /** How many periods to look ahead. */
  periods: number
  /** Length of a period, in the unit of the model's times. */
  length: number
  /** Interest in one period: 0.01 is 1%. What is bought in a period counts as bought at its end. */
  rate: number
}

/** Purchases expected over the coming periods, those of the k-th divided by (1 + rate)^k. Times the margin of a purchase this is the value to come. */
export function discountedPurchases(parameters: BgNbdParameters, history: History, discounting: Discounting): number {
  return probabilityAlive(parameters, history) * discountedIfThere(thereAfter(parameters, history), discounting)
}

export interface Forecast {
  /** Chance that the customer has not left. */
  alive: number
  /** Expected in the time ahead. */
  purchases: number
  /** Over the periods, discounted. */
  discounted: number
}

/**
 * The same three figures for many customers. What follows if a customer is still there depends on x and T only: it is computed once for equal ones, and kept
 * as long as the function is. Make one for a whole evaluation: with times in days that is some ten thousand kept pairs for a million customers.
 * @param ahead time of `purchases`, in the unit of the model
 */
export function forecaster(parameters: BgNbdParameters, { ahead, discounting }: { ahead: number; discounting: Discounting }): (history: History) => Forecast {
  const known = new Map<number, Map<number, { purchases: number; discounted: number }>>()
  const ifThere = ({ x, T }: History) => {
    const ofX = known.get(x) ?? new Map<number, { purchases: number; discounted: number }>()
    known.set(x, ofX)
    const kept = ofX.get(T)
    if (kept) return kept
    const there = thereAfter(parameters, { x, T })
    const figures = { purchases: purchasesIfThere(there, ahead), discounted: discountedIfThere(there, discounting) }
    ofX.set(T, figures)
    return figures
  }
  return (history) => {
    const alive = probabilityAlive(parameters, history)
    const { purchases, discounted } = ifThere(history)
    return { alive, purchases: alive * purchases, discounted: alive * discounted }
  }
}

/** What is believed of a customer who is still there: gamma distributed rate, beta distributed chance of leaving. */
interface There {
  shape: number
  scale: number
  leaving: BetaNodes
}

function thereAfter({ r, alpha, a, b }: BgNbdParameters, { x, T }: { x: number; T: number }): There {
  return { shape: r + x, scale: alpha + T, leaving: betaNodes(a, b + x) }
}

/** With chance p of leaving and rate l it is (1 - exp(-l p t)) / p (equation 6 of the paper), here averaged over l in closed form and over p by its nodes. */
function purchasesIfThere({ shape, scale, leaving }: There, t: number): number {
  const part = t / scale
  return expectation(leaving, (p) => (p * part < 1e-280 ? shape * part : -Math.expm1(-shape * Math.log1p(p * part)) / p))
}

function discountedIfThere(there: There, { periods, length, rate }: Discounting): number {
  let [sum, before] = [0, 0]
  for (let period = 1; period <= periods; period++) {
    const until = purchasesIfThere(there, period * length)
    sum += Math.max(0, until - before) / (1 + rate) ** period
    before = until
  }
  return sum
}
