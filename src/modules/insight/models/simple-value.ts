/**
 * Simple lifetime value with word of mouth: what a customer buys over the years, and what those buy whom it brings or drives away. A satisfied customer
 * tells 5 people, a dissatisfied one 10; of those told 20% are won or lost, each worth as much. With 50 a week over ten years: 26,000 of its own; 52,000
 * satisfied; -78,000 dissatisfied. Exact in decimals: the result has as many digits as the input asks for.
 */
import { Decimal as Plain } from 'decimal.js'
import { invalid, issue, type Issue } from '../../../platform/problems.ts'

/** Digits enough that no product of the inputs is rounded. */
const Decimal = Plain.clone({ precision: 200, toExpNeg: -100, toExpPos: 100 })

/** Decimal text, or numbers as they are typed. */
export interface SimpleValueInput {
  amount: string | number
  purchases_per_year: string | number
  years: string | number
  satisfied_tells?: string | number
  dissatisfied_tells?: string | number
  /** Of those told, how many of a hundred are won or lost. */
  percent_moved?: string | number
}

/** Decimal text, in the unit of the amount. */
export interface SimpleValue {
  own: string
  /** Own, and that of those it brings. */
  satisfied: string
  /** Own, and that of those it drives away, both lost. */
  dissatisfied: string
  /** People won by one satisfied customer, and lost by one dissatisfied. */
  won: string
  lost: string
}

export const simpleValueDefaults = { satisfied_tells: 5, dissatisfied_tells: 10, percent_moved: 20 } as const

/** Highest value of each input. */
const highest = { amount: 1e15, purchases_per_year: 10_000, years: 1000, satisfied_tells: 1e6, dissatisfied_tells: 1e6, percent_moved: 100 } as const
const inputs = ['amount', 'purchases_per_year', 'years', 'satisfied_tells', 'dissatisfied_tells', 'percent_moved'] as const
const mostDigits = 40

/** @throws Problem 422 `validation`, with everything that is wrong: not a number, below nothing, beyond the highest */
export function simpleValue(input: SimpleValueInput): SimpleValue {
  const given = {
    ...input,
    satisfied_tells: input.satisfied_tells ?? simpleValueDefaults.satisfied_tells,
    dissatisfied_tells: input.dissatisfied_tells ?? simpleValueDefaults.dissatisfied_tells,
    percent_moved: input.percent_moved ?? simpleValueDefaults.percent_moved,
  }
  const issues = inputs.flatMap((name) => faultOf(name, given[name], highest[name]) ?? [])
  if (issues.length > 0) throw invalid(issues)
  const own = new Decimal(given.amount).times(given.purchases_per_year).times(given.years)
  const share = new Decimal(given.percent_moved).div(100)
  const [won, lost] = [share.times(given.satisfied_tells), share.times(given.dissatisfied_tells)]
  return { own: own.toFixed(), satisfied: own.times(won.plus(1)).toFixed(), dissatisfied: own.times(lost.plus(1)).neg().plus(0).toFixed(), won: won.toFixed(), lost: lost.toFixed() }
}

function faultOf(path: string, value: string | number, most: number): Issue | null {
  const text = String(value).trim()
  if (!/^-?\d+(\.\d+)?$/.test(text) || text.length > mostDigits) return issue(path, 'not_a_number', '请填写数字', 'This must be a number')
  const number = new Decimal(text)
  if (number.lt(0)) return issue(path, 'below_zero', '不能小于 0', 'This must not be below 0')
  return number.gt(most) ? issue(path, 'too_large', `不能大于 ${most}`, `This must not be above ${most}`) : null
}
