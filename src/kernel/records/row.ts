/** Stored values as the columns and parameters of a row. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Field, Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { typeOf } from '../fields/index.ts'
import type { Stored } from './input.ts'

/** Name and value of every column, custom fields gathered in one. */
export function columnValues(object: ObjectDefinition, record: Stored): [column: string, value: unknown][] {
  const columns: [string, unknown][] = []
  const custom: Record<string, Value> = {}
  let hasCustom = false
  for (const field of object.fields.values()) {
    if (field.is_system) continue
    const value = record[field.name] ?? null
    if (field.custom_id) {
      hasCustom = true
      if (value !== null) custom[field.custom_id] = value
    } else columns.push([field.column, typeOf(field).parameter(value, field)])
    if (field.pinyin) columns.push([field.pinyin.full, record[field.pinyin.full] ?? ''], [field.pinyin.initials, record[field.pinyin.initials] ?? ''])
  }
  if (hasCustom) columns.push(['custom', JSON.stringify(custom)])
  return columns
}

/** `column = value` for the fields that changed. Custom values are merged, so that those of deleted fields stay. */
export function assignments(record: Stored, changed: readonly Field[]): Sql[] {
  const sets: Sql[] = []
  const custom: Record<string, Value> = {}
  for (const field of changed) {
    const value = record[field.name] ?? null
    if (field.custom_id) custom[field.custom_id] = value
    else sets.push(sql`${sql.id(field.column)} = ${typeOf(field).parameter(value, field)}`)
    if (field.pinyin) {
      const { full, initials } = field.pinyin
      sets.push(sql`${sql.id(full)} = ${record[full] ?? ''}`, sql`${sql.id(initials)} = ${record[initials] ?? ''}`)
    }
  }
  if (Object.keys(custom).length > 0) sets.push(sql`custom = jsonb_strip_nulls(custom || ${JSON.stringify(custom)}::jsonb)`)
  return sets
}
