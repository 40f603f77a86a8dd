/**
 * What a document with lines comes to. Every amount is rounded half up at the digits of the currency, and each total is the sum of
 * what stands in the lines: what is printed adds up to the last cent.
 */
import { Decimal as Plain } from 'decimal.js'
import { digitsOf } from './currencies.ts'

/** Digits enough that no product or quotient of amounts is rounded before its time. */
const Decimal = Plain.clone({ precision: 60 })
type Decimal = Plain

/** What somebody typed: the price of one, percents from 0 to 100. */
export interface LineInput {
  quantity: number | string
  price: string
  discount?: number | null
  tax_rate?: number | null
}

export interface DocumentInput<Line extends LineInput = LineInput> {
  lines: readonly Line[]
  currency: string
  /** Of the company's currency for one of the document's. */
  exchange_rate: number | string
  /** Prices are with tax: the tax is taken out of them, else it is added. */
  prices_include_tax: boolean
  /** Of the whole, on top of those of the lines: first the percent, then the amount. */
  discount_percent: number | null
  discount_amount: string | null
}

export interface LineTotals {
  /** Quantity times price less the discount of the line. */
  amount: string
  /** Less its part of the discount of the whole, without tax. */
  net: string
  tax: string
  /** With tax: what is to be paid for it. */
  total: string
}

export interface Totals<Line extends LineInput> {
  lines: (Line & LineTotals)[]
  subtotal: string
  discount_total: string
  net_total: string
  tax_total: string
  total: string
  /** The total in the currency of the company, with two digits. */
  base_total: string
  base_net: string
}

export function totalsOf<Line extends LineInput>(document: DocumentInput<Line>): Totals<Line> {
  const digits = digitsOf(document.currency)
  const round = (amount: Decimal) => amount.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP)
  const amounts = document.lines.map((line) => round(new Decimal(line.quantity).times(line.price).times(part(line.discount))))
  const subtotal = sum(amounts)
  const discount = cut(round(subtotal.times(document.discount_percent ?? 0).div(100)).plus(document.discount_amount ?? 0), subtotal)
  const shares = shared(discount, amounts, digits)
  const lines = document.lines.map((line, index) => {
    const amount = amounts[index] ?? zero
    const left = amount.minus(shares[index] ?? zero)
    const rate = new Decimal(line.tax_rate ?? 0)
    const tax = document.prices_include_tax ? round(left.times(rate).div(rate.plus(100))) : round(left.times(rate).div(100))
    return { line, amount, net: document.prices_include_tax ? left.minus(tax) : left, tax, total: document.prices_include_tax ? left : left.plus(tax) }
  })
  const total = sum(lines.map((one) => one.total))
  const net = sum(lines.map((one) => one.net))
  const text = (amount: Decimal) => amount.toFixed(2)
  const inBase = (amount: Decimal) => text(amount.times(document.exchange_rate).toDecimalPlaces(2, Decimal.ROUND_HALF_UP))
  return {
    lines: lines.map(({ line, ...computed }) => ({ ...line, amount: text(computed.amount), net: text(computed.net), tax: text(computed.tax), total: text(computed.total) })),
    subtotal: text(subtotal),
    discount_total: text(discount),
    net_total: text(net),
    tax_total: text(sum(lines.map((one) => one.tax))),
    total: text(total),
    base_total: inBase(total),
    base_net: inBase(net),
  }
}

const zero = new Decimal(0)

function part(discount: number | null | undefined): Decimal {
  return new Decimal(100).minus(discount ?? 0).div(100)
}

function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(amount), zero)
}

/** A discount takes at most everything. */
function cut(discount: Decimal, subtotal: Decimal): Decimal {
  return subtotal.isNegative() ? zero : Decimal.min(discount, subtotal)
}

/** A whole by the weight of its parts, to the cent: the shares are the whole. */
export function sharesOf(whole: string, amounts: readonly string[]): string[] {
  return shared(new Decimal(whole), amounts.map((amount) => new Decimal(amount)), 2).map((one) => one.toFixed(2))
}

/**
 * The discount of the whole by the amounts of the lines, to the cent: each gets its part rounded down, and those that lost most by it
 * get one unit more (largest remainder), so that the parts are the whole and none is more than its line.
 */
function shared(discount: Decimal, amounts: readonly Decimal[], digits: number): Decimal[] {
  const whole = sum(amounts)
  if (discount.isZero() || whole.isZero()) return amounts.map(() => zero)
  const parts = amounts.map((amount) => discount.times(amount).div(whole).toDecimalPlaces(digits, Decimal.ROUND_DOWN))
  // Times the whole, so that what was lost is compared exactly: a third has no last digit.
  const losses = amounts.map((amount, index) => discount.times(amount).minus((parts[index] ?? zero).times(whole)))
  const unit = new Decimal(10).pow(-digits)
  let left = discount.minus(sum(parts)).div(unit).round().toNumber()
  const byLoss = losses.map((lost, index) => ({ index, lost })).toSorted((one, other) => other.lost.comparedTo(one.lost) || one.index - other.index)
  for (const { index } of byLoss) {
    if (left-- <= 0) break
    parts[index] = (parts[index] ?? zero).plus(unit)
  }
  return parts
}
