import { Decimal } from 'decimal.js'

/** Decimal texts with two digits. */
export function difference(one: string, other: string): string {
  return new Decimal(one).minus(other).toFixed(2)
}

export function sum(amounts: readonly string[]): string {
  return amounts.reduce((total, amount) => total.plus(amount), new Decimal(0)).toFixed(2)
}

export function isMore(one: string, other: string): boolean {
  return new Decimal(one).gt(other)
}

/** What was received fills the parts of a plan in their order; more than all of them fills none further. */
export function filled(parts: readonly string[], received: string): string[] {
  let left = new Decimal(received)
  return parts.map((part) => {
    const taken = Decimal.max(0, Decimal.min(part, left))
    left = left.minus(taken)
    return taken.toFixed(2)
  })
}
