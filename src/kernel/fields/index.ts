/** Every field type. A type is added by one file here and its twin in web/fields. */
import type { Field, FieldType, FieldTypeName } from '../definitions/field.ts'
import { boolean, choice, choices, person, reference, references, tags } from './choices.ts'
import { file } from './file.ts'
import { duration, money, number, percent, rating } from './numbers.ts'
import { address, mail, phone, place } from './reach.ts'
import { json } from './structured.ts'
import { formula, richText, sequence, text } from './text.ts'
import { date, datetime, time } from './times.ts'

const types: Record<FieldTypeName, FieldType> = {
  text, rich_text: richText, number, money, percent, date, time, duration, datetime, boolean, choice, choices,
  reference, references, person, phone, mail, address, place, file, sequence, tags, rating, formula, json,
}

export function typeOf(field: Pick<Field, 'type'>): FieldType {
  return types[field.type]
}

/** Fields that hold the id of one other record. */
export function isReference(field: Pick<Field, 'type'>): boolean {
  return typeOf(field).points === 'one'
}

/** Fields that hold the ids of several other records. */
export function isReferences(field: Field): boolean {
  return typeOf(field).points === 'many'
}

/** Fields that hold uploaded files. */
export function holdsFiles(field: Pick<Field, 'type'>): boolean {
  return typeOf(field).holdsFiles === true
}

/** Columns that are never null: an empty list is empty, not unknown. */
export function isListColumn(field: Field): boolean {
  return typeOf(field).column(field).endsWith('[]') || (field.many === true && typeOf(field).column(field) === 'jsonb')
}
