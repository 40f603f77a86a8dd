import { Decimal } from 'decimal.js'

/** Amount times probability, to the cent, half up: never below nothing and never above the amount. */
export function weightedAmount(amount: string | null, probability: number | null): string | null {
  if (amount === null || probability === null) return null
  return new Decimal(amount).times(probability).div(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2)
}

/**
 * What follows the stage until somebody says otherwise: a probability that was set by hand stays when the opportunity moves on.
 * @param stage probability of the stage that is left, and of the one that is entered
 */
export function probabilityAfter(own: number | null, stage: { left: number | null; entered: number | null }): number | null {
  return own === null || own === stage.left ? stage.entered : own
}
