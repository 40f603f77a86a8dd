/** How near forecasts came to what was won in the end. Pure. */
import { Decimal } from 'decimal.js'

export const methods = ['committed', 'best_case', 'weighted', 'by_history'] as const
export type Method = (typeof methods)[number]

export interface KeptWeek extends Record<Method, string | null> {
  week_on: string
}

export interface MethodError {
  method: Method
  /** So many weeks could be compared. */
  weeks: number
  /** Mean of the errors whatever their sign, in percent of what came: how far off. Null where nothing could be compared. */
  error: number | null
  /** Mean with the sign: above nothing, more was promised than came. */
  bias: number | null
}

/** In percent of what came, one digit; null where nothing came, of which there is no percent. */
export function errorOf(expected: string | null, actual: string): number | null {
  if (expected === null || new Decimal(actual).lte(0)) return null
  return rounded(new Decimal(expected).minus(actual).times(100).div(actual))
}

export function errorsOf(periods: readonly { actual: string; weeks: readonly KeptWeek[] }[]): MethodError[] {
  return methods.map((method) => {
    const errors = periods.flatMap(({ actual, weeks }) => weeks.flatMap((week) => errorOf(week[method], actual) ?? []))
    const mean = (values: readonly number[]) => (values.length > 0 ? rounded(Decimal.sum(...values).div(values.length)) : null)
    return { method, weeks: errors.length, error: mean(errors.map(Math.abs)), bias: mean(errors) }
  })
}

function rounded(value: Decimal): number {
  return value.toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toNumber()
}
