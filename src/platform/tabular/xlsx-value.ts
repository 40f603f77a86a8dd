/** Numbers and dates of a spreadsheet as text. */
import { serialToDate } from 'hucre'

/** 'elapsed' is a length of time such as 36:00:00, 'moment' a date, a time of day, or both. */
export type DateStyle = 'moment' | 'elapsed'

/** 9999-12-31, the last day of Excel. */
const lastDay = 2_958_466

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

/**
 * 'YYYY-MM-DD', 'YYYY-MM-DDTHH:MM:SS' (milliseconds only where there are some) or 'HH:MM:SS'. A spreadsheet knows no
 * time zone. Numbers outside the calendar stay numbers.
 * @param raw days since the beginning of the calendar
 */
export function dateText(raw: string, style: DateStyle, is1904: boolean): string {
  const serial = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(serial) || serial < 0 || serial >= lastDay) return numberText(raw)
  if (style === 'elapsed') return elapsedText(serial)

  const [day = '', clock = ''] = serialToDate(serial, is1904).toISOString().slice(0, -1).split('T')
  const time = clock.replace(/\.000$/, '')
  if (serial < 1 && !is1904) return time
  return time === '00:00:00' ? day : `${day}T${time}`
}

function elapsedText(days: number): string {
  const seconds = Math.round(days * 86_400)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
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
