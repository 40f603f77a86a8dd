/** What files of tables need to know of a field: which cells are empty, which columns hold numbers, what may tell records apart. */
import type { Field, FieldTypeName } from '../definitions/field.ts'

const keepsBlanks: ReadonlySet<FieldTypeName> = new Set(['text', 'rich_text', 'sequence', 'formula'])

/** Texts are kept exactly as they stand, blanks too; in every other field a blank cell says nothing. */
export function isEmptyCell(field: Field, cell: string): boolean {
  return cell === '' || (!keepsBlanks.has(field.type) && cell.trim() === '')
}

const numbers: ReadonlySet<FieldTypeName> = new Set(['number', 'money', 'percent', 'duration', 'rating'])

/** How a spreadsheet should hold the field's values, so that it can reckon with them. */
export function sheetKind(field: Field): 'text' | 'number' | 'date' {
  if (numbers.has(field.type)) return 'number'
  return field.type === 'date' ? 'date' : 'text'
}

const telling: readonly FieldTypeName[] = ['sequence', 'text', 'mail', 'phone', 'reference', 'person', 'date', 'datetime', 'money', 'number', 'choice']

/** 0 for fields that tell no records apart, else the higher the better they do. */
export function tellsApart(field: Field): number {
  if (field.unique || field.name === 'id') return telling.length + 1
  const place = telling.indexOf(field.type)
  return place < 0 ? 0 : telling.length - place
}

/** Telephone numbers and mail addresses: with a name they tell people apart. */
export function isReach(field: Field): boolean {
  return field.type === 'phone' || field.type === 'mail'
}
