/**
 * A record is there while neither it nor what it belongs to lies in the recycle bin: one condition for lists, counts, search, time
 * lines, figures and files, instead of marks that are copied from record to record (docs/decisions/belonging.md).
 */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { objectOf, type Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { columnOf } from '../projections/columns.ts'

/**
 * @param row alias of the object's table in the statement.
 * @param isThere field that points to a record which is known to be there, such as the one whose page is read.
 */
export function isLiving(ctx: Context, object: ObjectDefinition, row: string, isThere?: string): Sql {
  return sql.and([sql`${sql.id(row, 'deleted_at')} is null`, ...heldBack(ctx, object, row, isThere)])
}

/** In the recycle bin for itself: what only went with another record comes back with that one. */
export function isInBin(ctx: Context, object: ObjectDefinition, row: string): Sql {
  return sql.and([sql`${sql.id(row, 'deleted_at')} is not null`, ...heldBack(ctx, object, row)])
}

/** Whether all it belongs to is there. */
export function isWhole(ctx: Context, object: ObjectDefinition, row: string): Sql {
  return sql.and(heldBack(ctx, object, row))
}

/**
 * Asked of the few records in the bin, which have an index of their own, not of the many outside of it. What a record belongs to is
 * named by each of its fields: nothing is followed further.
 */
function heldBack(ctx: Context, object: ObjectDefinition, row: string, isThere?: string): Sql[] {
  return [...object.fields.values()].flatMap((field) => {
    if (!field.lives_with || !field.target || field.name === isThere) return []
    const other = `${row}_${field.name}`
    return [sql`not exists (select 1 from ${sql.id(objectOf(ctx, field.target).table)} ${sql.id(other)}
      where ${sql.id(other, 'workspace_id')} = ${sql.workspace} and ${sql.id(other, 'id')} = ${columnOf(row, field)}
        and ${sql.id(other, 'deleted_at')} is not null${onlyWhile(object, field, row)})`]
  })
}

function onlyWhile(object: ObjectDefinition, { lives_with: bond }: Field, row: string): Sql {
  const conditions = typeof bond === 'object' ? Object.entries(bond) : []
  return sql.join(
    conditions.flatMap(([name, value]) => {
      const field = object.fields.get(name)
      return field ? [sql` and ${columnOf(row, field)} = ${value}`] : []
    }),
    '',
  )
}
