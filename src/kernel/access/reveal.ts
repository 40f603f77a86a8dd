import { sql } from '../../platform/db/sql.ts'
import { transaction } from '../../platform/db/database.ts'
import { forbidden, notFound } from '../../platform/problems.ts'
import type { Context } from '../context.ts'
import type { Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { typeOf } from '../fields/index.ts'
import { appendEvent } from '../history/events.ts'
import { columnOf } from '../projections/columns.ts'
import { isLiving } from '../records/living.ts'
import { allowed } from './policy.ts'
import { rightOn, visibleField } from './visible-fields.ts'

/**
 * The whole value of a field that the caller sees masked. The asking is logged in the same transaction, without the value.
 * @throws Problem 404 for a record or field that may not be seen, 403 for a field that stays masked.
 */
export async function revealField(ctx: Context, object: ObjectDefinition, id: string, name: string): Promise<Record<string, Value>> {
  const field = visibleField(ctx, object, name)
  if (!field || field.internal) throw notFound()
  const right = rightOn(ctx, object, field)
  if (right === 'masked') throw forbidden()
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db.rows<{ value: Value }>(
      sql`select to_json(${typeOf(field).stored(columnOf('c', field), field)}) as value from ${sql.id(object.table)} c
        where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and ${isLiving(ctx, object, 'c')} and ${allowed(ctx, object.name, 'see', 'c')}`,
    )
    if (!row) throw notFound()
    if (right === 'reveal') await appendEvent(ctx, object, { verb: 'revealed', recordId: id, aboutId: null, before: null, after: { field: name }, version: 0 })
    return { [name]: row.value }
  })
}
