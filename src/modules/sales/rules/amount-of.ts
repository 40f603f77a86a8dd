import { Decimal as Plain } from 'decimal.js'

/** Digits enough that the product of the largest quantity and price is exact. */
const Decimal = Plain.clone({ precision: 60 })

/** What a line comes to that names no amount: quantity times unit price, half up to the cent. Null where one of them is not known. */
export function amountOf({ quantity, unit_price: price }: Record<string, unknown>): string | null {
  if (!isFigure(quantity) || !isFigure(price)) return null
  return new Decimal(quantity).times(price).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2)
}

function isFigure(value: unknown): value is number | string {
  return typeof value === 'number' || (typeof value === 'string' && value !== '')
}
