/** Whether to believe the BG/NBD model: what it expects against what came, in a time it was not fitted on. */
import { correlationOf } from '../../../platform/statistics/correlation.ts'
import { forecaster, repeatCurve, type BgNbdParameters, type History } from './bg-nbd.ts'

export interface HoldOut {
  actual: number
  expected: number
  /** Mean over customers of the difference without sign, in purchases. */
  mean_absolute_error: number
  /** Over customers, of expected and actual purchases. */
  correlation: number
  /** By repeat purchases up to then, the last band open: mean purchases of a customer. */
  bands: { from: number; customers: number; actual: number; expected: number }[]
}

const lastBand = 7

/**
 * @param customers each with its history at the end of the fitted time, and the purchases after it
 * @param length of the time after it, in the unit of the histories
 */
export function holdOut(parameters: BgNbdParameters, customers: readonly (History & { actual: number })[], length: number): HoldOut {
  const expected = expectedPurchases(parameters, customers, length)
  const actual = customers.map((one) => one.actual)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const bandOf = ({ x }: History) => Math.min(x, lastBand)
  const bands = Array.from({ length: lastBand + 1 }, (_, from) => {
    const places = customers.flatMap((one, i) => (bandOf(one) === from ? [i] : []))
    const mean = (values: readonly number[]) => sum(places.map((i) => values[i] ?? 0)) / Math.max(places.length, 1)
    return { from, customers: places.length, actual: mean(actual), expected: mean(expected) }
  })
  return {
    actual: sum(actual),
    expected: sum(expected),
    mean_absolute_error: sum(actual.map((one, i) => Math.abs(one - (expected[i] ?? 0)))) / Math.max(customers.length, 1),
    correlation: correlationOf(expected, actual),
    bands: bands.filter((band) => band.customers > 0),
  }
}

/** Of each customer, in the time after its history. @param length of it, in the unit of the histories */
export function expectedPurchases(parameters: BgNbdParameters, customers: readonly History[], length: number): number[] {
  const forecast = forecaster(parameters, { ahead: length, discounting: { periods: 0, length, rate: 0 } })
  return customers.map((history) => forecast(history).purchases)
}

export interface TrackedPeriod {
  /** From 1 on. */
  period: number
  actual: number
  expected: number
  actual_so_far: number
  expected_so_far: number
}

/**
 * Repeat purchases of all customers by week (or another period) since the first customer came: the lines of the plot, through the fitted time and beyond.
 * @param firsts time of each first purchase, and how many customers had theirs then; unit of the model. The work is in proportion to the different ones.
 * @param actual repeat purchases of these customers in each period
 * @param length of a period, in the unit of the model
 */
export function trackedPurchases(parameters: BgNbdParameters, firsts: { at: ArrayLike<number>; count: ArrayLike<number> }, actual: ArrayLike<number>, length: number): TrackedPeriod[] {
  const periods: TrackedPeriod[] = []
  const expectedBy = repeatCurve(parameters)
  const comers = new Map<number, number>()
  for (let i = 0; i < firsts.at.length; i++) comers.set(firsts.at[i] ?? 0, (comers.get(firsts.at[i] ?? 0) ?? 0) + (firsts.count[i] ?? 0))
  for (let period = 1; period <= actual.length; period++) {
    const before = periods.at(-1)
    const expected_so_far = [...comers].reduce((sum, [at, count]) => sum + count * expectedBy(Math.max(0, period * length - at)), 0)
    const now = actual[period - 1] ?? 0
    periods.push({ period, actual: now, expected: expected_so_far - (before?.expected_so_far ?? 0), actual_so_far: (before?.actual_so_far ?? 0) + now, expected_so_far })
  }
  return periods
}
