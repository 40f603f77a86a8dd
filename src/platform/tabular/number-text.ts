/**
 * A number as people wrote it: without exponent, whole numbers of any length as they stand in the file (18 digits
 * survive, though no double can hold them), others by the shortest digits that mean the same double. What is left of
 * binary arithmetic is taken away: a calculated cell holds 0.30000000000000004 where Excel shows 0.3. Only a number
 * that 15 digits make much shorter is taken for such a remainder, so pi keeps its 16 digits.
 */
export function numberText(raw: string): string {
  if (/^-?\d+$/.test(raw)) return raw.replace(/^(-?)0+(?=\d)/, '$1').replace(/^-0$/, '0')
  const value = raw.trim() === '' ? Number.NaN : Number(raw)
  if (!Number.isFinite(value)) return raw

  const shortest = plainDecimal(value)
  if (digitsOf(shortest) < 16) return shortest
  const rounded = plainDecimal(Number(value.toPrecision(15)))
  return digitsOf(rounded) <= 12 ? rounded : shortest
}

/** 1e21 -> 1000000000000000000000, 1.5e-7 -> 0.00000015 */
function plainDecimal(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e')
  if (exponent === undefined) return mantissa === '-0' ? '0' : mantissa
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const point = whole.length + Number(exponent)
  const digits = whole + fraction
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return sign + digits.padEnd(point, '0')
}

function digitsOf(decimal: string): number {
  return decimal.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length
}
