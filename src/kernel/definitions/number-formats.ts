/** How a workspace writes the numbers of an object, in place of what the definition says. */
import type { Db } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import { typeOf } from '../fields/index.ts'
import type { Field } from './field.ts'
import type { ObjectDefinition } from './object.ts'

/** The field of an object that is numbered in turn. */
export function numberedField(object: ObjectDefinition): Field | null {
  return [...object.fields.values()].find((field) => typeOf(field).isNumbered && field.format) ?? null
}

/** The objects with the formats of one workspace. Objects without any are the same as before. */
export async function withNumberFormats(db: Db, objects: ReadonlyMap<string, ObjectDefinition>): Promise<ReadonlyMap<string, ObjectDefinition>> {
  const rows = await db.rows<{ object: string; format: string }>(
    sql`select f.object, f.format from number_formats f where f.workspace_id = ${sql.workspace} and f.deleted_at is null`,
  )
  if (rows.length === 0) return objects
  const merged = new Map(objects)
  for (const { object: name, format } of rows) {
    const object = merged.get(name)
    const field = object && numberedField(object)
    if (object && field) merged.set(name, { ...object, fields: new Map(object.fields).set(field.name, { ...field, format }) })
  }
  return merged
}
