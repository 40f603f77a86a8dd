/**
 * What a document comes to while it is typed. The server's own figures (rules/totals.ts) in whole numbers, so that no library has to be
 * loaded for them; a property test holds both together to the last cent.
 */
import type { Line } from './line.ts'

export interface TypedDocument {
  lines: readonly Pick<Line, 'quantity' | 'price' | 'discount' | 'tax_rate'>[]
  currency: string
  prices_include_tax: boolean
  discount_percent: unknown
  discount_amount: unknown
}

export interface LiveTotals {
  /** Of each line; null while it is not told yet what it costs. */
  amounts: (string | null)[]
  subtotal: string
  discount_total: string
  tax_total: string
  total: string
}

const withoutDigits = new Set(['JPY', 'KRW', 'VND'])

export function liveTotals(document: TypedDocument): LiveTotals {
  // Everything is counted in hundredths; of some currencies only whole units exist.
  const unit = withoutDigits.has(document.currency) ? 100n : 1n
  const round = (numerator: bigint, denominator: bigint) => divided(numerator, denominator * unit) * unit
  const amounts = document.lines.map(({ quantity, price, discount }) => {
    const [count, each, off] = [digitsOf(quantity, 3), digitsOf(price, 4), digitsOf(discount ?? 0, 2) ?? 0n]
    return count === null || each === null ? null : round(count * each * (10_000n - off), 10n ** 9n)
  })
  const known = amounts.map((amount) => amount ?? 0n)
  const subtotal = sum(known)
  const asked = round(subtotal * (digitsOf(document.discount_percent ?? 0, 2) ?? 0n), 10_000n) + (digitsOf(amountOf(document.discount_amount) ?? 0, 2) ?? 0n)
  const discount = subtotal < 0n ? 0n : asked < subtotal ? asked : subtotal
  const shares = shared(discount, known, unit)
  const lines = known.map((amount, index) => {
    const left = amount - (shares[index] ?? 0n)
    const rate = digitsOf(document.lines[index]?.tax_rate ?? 0, 2) ?? 0n
    const tax = document.prices_include_tax ? round(left * rate, rate + 10_000n) : round(left * rate, 10_000n)
    return { tax, total: document.prices_include_tax ? left : left + tax }
  })
  return {
    amounts: amounts.map((amount) => (amount === null ? null : textOf(amount))),
    subtotal: textOf(subtotal),
    discount_total: textOf(discount),
    tax_total: textOf(sum(lines.map(({ tax }) => tax))),
    total: textOf(sum(lines.map(({ total }) => total))),
  }
}

/** Each line its part of the discount, rounded down; those that lost most by it get one unit more. */
function shared(discount: bigint, amounts: readonly bigint[], unit: bigint): bigint[] {
  const whole = sum(amounts)
  if (discount === 0n || whole === 0n) return amounts.map(() => 0n)
  const parts = amounts.map((amount) => ((discount * amount) / (whole * unit)) * unit)
  const lost = amounts.map((amount, index) => discount * amount - (parts[index] ?? 0n) * whole)
  let left = divided(discount - sum(parts), unit)
  for (const index of [...amounts.keys()].toSorted((one, other) => compare(lost[other] ?? 0n, lost[one] ?? 0n) || one - other)) {
    if (left-- <= 0n) break
    parts[index] = (parts[index] ?? 0n) + unit
  }
  return parts
}

/** A number or its text in units of the last digit: 12.5 with two digits is 1250. Null for what is no such number. */
function digitsOf(value: unknown, digits: number): bigint | null {
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d{1,16})(?:\.(\d*))?$/.exec(String(value)) ?? []
  if (whole === undefined || fraction.replace(/0+$/, '').length > digits) return null
  const units = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return sign ? -units : units
}

/** Half up, away from zero, as amounts are rounded. */
function divided(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const rounded = (size * 2n + denominator) / (denominator * 2n)
  return numerator < 0n ? -rounded : rounded
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

function textOf(hundredths: bigint): string {
  const text = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0')
  return `${hundredths < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`
}

/** Amounts of documents are read as { amount, currency } and typed as text. */
export function amountOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0
}
