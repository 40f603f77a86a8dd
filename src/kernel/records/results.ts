/** What writing has in common: values worth logging, and errors of the database in words. */
import pg from 'pg'
import { invalid, issue, notUnique } from '../../platform/problems.ts'
import type { Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import type { Stored } from './input.ts'

/** A record as the event log keeps it: without what follows from the rest, and without empties. */
export function loggedValues(object: ObjectDefinition, record: Stored): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const field of object.fields.values()) {
    const value = record[field.name] ?? null
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0)
    if (!field.is_system && !field.derived && !isEmpty) values[field.name] = value
  }
  return values
}

/** Turns what the constraints of the table refuse into problem answers. Constraints are named `table_column_...`. */
export async function withClearErrors<Result>(object: ObjectDefinition, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw clearError(object, error)
  }
}

export function clearError(object: ObjectDefinition, error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  const field = [...object.fields.values()].find(
    ({ column, name }) => error.column === column || error.constraint?.startsWith(`${object.table}_${column}_`) || error.constraint === `${object.table}_${name}_key`,
  )
  const path = field?.name ?? ''
  const label = field?.label ?? { zh: '内容', en: 'The value' }
  switch (error.code) {
    case '23505':
      return notUnique(path, label.zh, label.en)
    case '23503':
      return invalid([issue(path, 'reference_not_found', '没有找到所指的记录', 'The record referred to is not there')])
    case '23514':
    case '23502':
    case '22003':
    case '22P05':
    case '22021':
      return invalid([issue(path, 'invalid_value', `${label.zh}不符合要求`, `${label.en} is not acceptable`)])
    case '54000':
      return invalid([issue(path, 'too_long', `${label.zh}过长`, `${label.en} is too long`)])
    default:
      return error
  }
}
