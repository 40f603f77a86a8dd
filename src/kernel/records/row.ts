/** Stored values as the columns and parameters of a row. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Field, Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { typeOf } from '../fields/index.ts'
import type { Stored } from './input.ts'

/** Name and value of every column, custom fields gathered in one. */
export function columnValues(object: ObjectDefinition, record: Stored): [column: string, value: unknown][] {
  return columnsOf(object).map(({ column, value }) => [column, value(record)])
}

export interface RowColumn {
  column: string
  /** SQL type. */
  type: string
  /** The parameter to write for a record. */
  value(record: Stored): unknown
  /** The value itself, for a row that travels as JSON. */
  plain(record: Stored): unknown
}

/** The columns of an object's rows, to be asked once for many records. */
export function columnsOf(object: ObjectDefinition): RowColumn[] {
  const columns: RowColumn[] = []
  const custom: Field[] = []
  for (const field of object.fields.values()) {
    // A record of the same id elsewhere is pointed to by the id itself.
    if (field.is_system || field.column === 'id') continue
    const type = typeOf(field)
    if (field.custom_id) custom.push(field)
    else columns.push({ column: field.column, type: type.column(field), value: (record) => type.parameter(record[field.name] ?? null, field), plain: (record) => record[field.name] ?? null })
    for (const column of pinyinColumns(field)) columns.push({ column, type: 'text', value: (record) => record[column] ?? '', plain: (record) => record[column] ?? '' })
  }
  if (custom.length > 0) columns.push({ column: 'custom', type: 'jsonb', value: (record) => JSON.stringify(customValues(custom, record)), plain: (record) => customValues(custom, record) })
  return columns
}

/** By the id of the field; what is empty is left out. */
export function customValues(fields: readonly Field[], record: Stored): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const field of fields) {
    const value = record[field.name] ?? null
    if (field.custom_id && value !== null) values[field.custom_id] = value
  }
  return values
}

export function pinyinColumns(field: Field): string[] {
  return field.pinyin ? [field.pinyin.full, field.pinyin.initials] : []
}

/** `column = value` for the fields that changed. Custom values are set one by one, so that those of deleted fields stay. */
export function assignments(record: Stored, changed: readonly Field[]): Sql[] {
  const sets: Sql[] = []
  const custom: Record<string, Value> = {}
  const emptied: string[] = []
  for (const field of changed) {
    const value = record[field.name] ?? null
    if (field.custom_id && value === null) emptied.push(field.custom_id)
    else if (field.custom_id) custom[field.custom_id] = value
    else sets.push(sql`${sql.id(field.column)} = ${typeOf(field).parameter(value, field)}`)
    for (const column of pinyinColumns(field)) sets.push(sql`${sql.id(column)} = ${record[column] ?? ''}`)
  }
  if (changed.some((field) => field.custom_id)) sets.push(sql`custom = (custom || ${JSON.stringify(custom)}::jsonb) - ${emptied}::text[]`)
  return sets
}
