/** What the writers take, and how it reads as text. */
import { TableError } from './table-error.ts'
import { numberText } from './number-text.ts'

export type CellValue = string | number | bigint | boolean | Date | null | undefined

/**
 * The text that a reader of ours gives back for the value: '' for nothing, true and false, numbers without exponent,
 * moments as ISO 8601 in UTC.
 * @throws TableError `lone_surrogate`: half of a character can be written in no encoding, and no database gives one
 */
export function cellText(value: CellValue): string {
  if (typeof value === 'string') return wellFormed(value)
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? numberText(String(value)) : ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
  return String(value)
}

function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new TableError('lone_surrogate', { text: text.toWellFormed().slice(0, 80) })
  return text
}
