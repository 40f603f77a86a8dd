import { sql } from '../../platform/db/sql.ts'
import { transaction } from '../../platform/db/database.ts'
import { conflict, forbidden } from '../../platform/problems.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { aboutOf, announceAfterCommit, insertEvent } from '../history/events.ts'
import { getRecord } from './get.ts'
import type { Written } from './create.ts'
import { refuseCollisions } from './collisions.ts'
import { isWhole } from './living.ts'
import { loggedValues, withClearErrors } from './results.ts'
import { lockRecord } from './update.ts'

/** To the recycle bin. @throws Problem 404, 403, 412. */
export async function removeRecord(ctx: Context, object: ObjectDefinition, id: string, options: { version?: number | null } = {}): Promise<void> {
  if (object.is_append_only) throw forbidden({ zh: '此类记录只能新增，不能删除', en: 'These records are only ever added, never deleted' })
  await transaction(ctx, async (ctx) => {
    const { record, version } = await lockRecord(ctx, object, id, 'delete')
    if (options.version) await refuseCollisions(ctx, object, { id, patch: {}, current: record, version, seen: options.version })
    await markDeleted(ctx, object, { id, version, isDeleted: true, record })
  })
}

/** Back from the recycle bin. @throws Problem 404, 403, 409 when what it belongs to is in the bin or a unique value was taken meanwhile. */
export async function restoreRecord(ctx: Context, object: ObjectDefinition, id: string): Promise<Written> {
  return transaction(ctx, async (ctx) => {
    const { record, version } = await lockRecord(ctx, object, id, 'delete', true)
    if (object.merged_into && record[object.merged_into]) throw conflict('merged', { zh: '它已并入另一条记录，请撤销合并', en: 'It was merged into another record; undo the merge instead' })
    await refuseUnlessWhole(ctx, object, id)
    await withClearErrors(object, () => markDeleted(ctx, object, { id, version, isDeleted: false, record }))
    return getRecord(ctx, object, id)
  })
}

async function refuseUnlessWhole(ctx: Context, object: ObjectDefinition, id: string): Promise<void> {
  const [row] = await ctx.db.rows(sql`select 1 from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and ${isWhole(ctx, object, 'c')}`)
  if (!row) throw conflict('belongs-to-deleted', { zh: '它所属的记录还在回收站里，请先恢复那一条', en: 'What it belongs to is in the recycle bin; restore that first' })
}

/** For callers that hold the row locked and have asked for the right. */
export async function markDeleted(ctx: Context, object: ObjectDefinition, change: { id: string; version: number; isDeleted: boolean; record: Parameters<typeof loggedValues>[1] }): Promise<void> {
  const { id, isDeleted, record } = change
  const version = change.version + 1
  const now = ctx.clock.now()
  const values = loggedValues(object, record)
  const event = {
    verb: isDeleted ? 'deleted' : 'restored',
    recordId: id,
    aboutId: aboutOf(object, id, record),
    before: isDeleted ? values : null,
    after: isDeleted ? null : values,
    version,
  }
  await ctx.db.rows(sql`with c as (
      update ${sql.id(object.table)} c set deleted_at = ${isDeleted ? now : null}, version = ${version}, updated_at = ${now}, updated_by = ${ctx.actor.id}
      where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid returning 1)
    ${insertEvent(ctx, object, event)}`)
  announceAfterCommit(ctx, object)
}
