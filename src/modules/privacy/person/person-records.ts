/** Everything that is about one person, found by the references of the registry. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Field } from '../../../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { belongingsOf } from '../../../kernel/definitions/person.ts'
import { isReference, isReferences } from '../../../kernel/fields/index.ts'
import { columnOf, storedColumns } from '../../../kernel/projections/columns.ts'
import type { Stored } from '../../../kernel/records/input.ts'

export interface FoundRecord {
  id: string
  version: number
  is_deleted: boolean
  record: Stored
}

/**
 * Locks the person and all that belongs to it, the recycle bin too: by object, the person first. People known only through this
 * one (the contacts of a private customer) bring theirs along, and so do second files that were merged into the person's. Records are taken in the order of ids, so that two erasings wait
 * for each other.
 */
export async function lockPersonRecords(ctx: Context, object: string, id: string): Promise<Map<string, FoundRecord[]>> {
  const found = new Map<string, FoundRecord[]>()
  const add = (name: string, rows: FoundRecord[]) => {
    const known = new Set(found.get(name)?.map((row) => row.id))
    const fresh = rows.filter((row) => !known.has(row.id))
    if (fresh.length > 0) found.set(name, [...(found.get(name) ?? []), ...fresh])
    return fresh
  }
  const waiting = [{ object, ids: [id] }]
  add(object, await lockRows(ctx, objectOf(ctx, object), sql`c.id = ${id}::uuid`))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const merged = mergedInto(objectOf(ctx, next.object), 'c', next.ids)
    const twins = merged ? add(next.object, await lockRows(ctx, objectOf(ctx, next.object), merged)) : []
    if (twins.length > 0) waiting.push({ object: next.object, ids: twins.map((row) => row.id) })
    for (const belonging of belongingsOf(ctx.objects, next.object)) {
      const fresh = add(belonging.object.name, await lockRows(ctx, belonging.object, pointsToAny('c', belonging.references, next.ids)))
      if (belonging.object.person && fresh.length > 0) waiting.push({ object: belonging.object.name, ids: fresh.map((row) => row.id) })
    }
  }
  return found
}

async function lockRows(ctx: Context, object: ObjectDefinition, condition: Sql): Promise<FoundRecord[]> {
  return ctx.db.rows<FoundRecord>(
    sql`select c.id, c.version, c.deleted_at is not null as is_deleted, row_to_json(t) as record from ${sql.id(object.table)} c
      cross join lateral (select ${storedColumns(object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and ${condition} order by c.id for update of c`,
  )
}

/** The row was a second file of one of the people, and was merged into theirs: it tells of them as well. Null where nothing can be merged. */
export function mergedInto(object: ObjectDefinition, row: string, ids: readonly string[]): Sql | null {
  const field = object.merged_into === null ? undefined : object.fields.get(object.merged_into)
  return field ? sql`${columnOf(row, field)} = any(${ids}::uuid[])` : null
}

/** The row refers to one of the records. */
export function pointsToAny(row: string, references: readonly Field[], ids: readonly string[]): Sql {
  return sql.or(references.map((field) => {
    const column = columnOf(row, field)
    if (isReferences(field)) return sql`${column} && ${ids}::uuid[]`
    return isReference(field) ? sql`${column} = any(${ids}::uuid[])` : sql`${column} = any(${ids}::text[])`
  }))
}

/** The row refers to the record of another row. */
export function pointsTo(row: string, references: readonly Field[], id: Sql): Sql {
  return sql.or(references.map((field) => {
    const column = columnOf(row, field)
    if (isReferences(field)) return sql`${column} @> array[${id}]`
    return isReference(field) ? sql`${column} = ${id}` : sql`${column} = ${id}::text`
  }))
}
