/** Who may have a file: whoever sees a record that shows it, and for a day whoever sent it. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { allowed, verdictOf } from '../access/policy.ts'
import { visibleFields } from '../access/visible-fields.ts'
import type { Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { holdsFiles } from '../fields/index.ts'
import { columnOf } from '../projections/columns.ts'
import { isLiving } from '../records/living.ts'

/** Until then an upload waits for its record. */
export const waitsFor = 24 * 3600_000

/** The same policies as for the records themselves, field rights included. @param row alias of `files` in the statement. */
export function mayHaveFile(ctx: Context, row: string): Sql {
  const since = new Date(ctx.clock.now().getTime() - waitsFor)
  const own = sql`(${sql.id(row, 'created_by')} = ${ctx.actor.id}::uuid and ${sql.id(row, 'created_at')} > ${since})`
  const seen = [...ctx.objects.values()].filter((object) => verdictOf(ctx, object.name, 'see') !== false)
  const holders = seen.flatMap((object) =>
    visibleFields(ctx, object)
      .filter((field) => holdsFiles(field) && !field.internal)
      .map((field) => heldBy(object, field, row, sql`${isLiving(ctx, object, 'h')} and ${allowed(ctx, object.name, 'see', 'h')}`)),
  )
  return sql.or([own, ...holders])
}

/** Whether any record holds it, in the recycle bin or not. */
export function isHeld(ctx: Context, row: string): Sql {
  return sql.or(
    [...ctx.objects.values()].flatMap((object) => [...object.fields.values()].filter(holdsFiles).map((field) => heldBy(object, field, row, sql.raw('true')))),
  )
}

/** Two conditions on the field: the first is that of the index, which leaves out records without files. */
function heldBy(object: ObjectDefinition, field: Field, row: string, condition: Sql): Sql {
  const column = columnOf('h', field)
  const one = sql`jsonb_build_object('id', ${sql.id(row, 'id')})`
  const wanted = field.many ? sql`jsonb_build_array(${one})` : one
  return sql`exists (select 1 from ${sql.id(object.table)} h
    where h.workspace_id = ${sql.workspace} and ${column} <> '[]'::jsonb and ${column} @> ${wanted} and ${condition})`
}
