/** Customers as the BG/NBD model has them: to see whether a fit finds what made the data, and how fast it is. */
import type { BgNbdParameters } from './bg-nbd.ts'

/**
 * @param days the first purchases are spread evenly over so many days, at whose end all are looked at; at most one purchase a day counts
 * @param random numbers in (0, 1)
 * @returns arrays of one length, times in days
 */
export function simulatedHistories({ r, alpha, a, b }: BgNbdParameters, count: number, days: number, random: () => number): { x: Float64Array; tx: Float64Array; T: Float64Array } {
  const histories = { x: new Float64Array(count), tx: new Float64Array(count), T: new Float64Array(count) }
  for (let i = 0; i < count; i++) {
    const T = 1 + Math.floor(random() * days)
    const rate = gamma(r, random) / alpha
    const [toLeave, toStay] = [gamma(a, random), gamma(b, random)]
    const leaving = toLeave / (toLeave + toStay)
    let [x, last] = [0, 0]
    // The first day is the purchase with which the customer came.
    for (let at = exponential(rate, random); at < T; at += exponential(rate, random)) {
      const day = Math.ceil(at)
      if (day > last) x++
      last = day
      if (random() < leaving) break
    }
    histories.x[i] = x
    histories.tx[i] = last
    histories.T[i] = T
  }
  return histories
}

function exponential(rate: number, random: () => number): number {
  return -Math.log(random()) / rate
}

/** Gamma distributed with scale 1 (Marsaglia, Tsang: A Simple Method for Generating Gamma Variables, 2000). */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(random()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v
  }
}
