/** What was deleted and may come back, over all objects: read from the event log, so that no table needs an index for it. */
import { actorOf } from '../../../kernel/access/system-actors.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { fieldRightOf } from '../../../kernel/access/actor.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { visibleField } from '../../../kernel/access/visible-fields.ts'
import type { Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { decodePosition, encodePosition } from '../../../kernel/history/position.ts'
import { listRecords } from '../../../kernel/query/list.ts'

export interface Deleted {
  object: string
  id: string
  /** The record's title field, as it is read: text, number or `{ id, name }`. */
  title: unknown
  deleted_at: string
  deleted_by: { id: string; name: string }
}

interface Row {
  id: string
  at: Date
  object: string
  record_id: string
  actor_id: string
  actor_name: string
}

/**
 * Newest first. Only what is still deleted and the caller may restore: the conditions stand in the statement, so that neither the
 * length of a page nor its cursor tells of anything else.
 * @param request.q part of the title
 */
export async function recycleBin(ctx: Context, request: { q?: string; object?: string; limit: number; cursor?: string }): Promise<{ data: Deleted[]; next_cursor: string | null }> {
  const objects = restorable(ctx).filter((object) => (!request.object || object.name === request.object) && (!request.q || isTitleRead(ctx, object)))
  if (objects.length === 0) return { data: [], next_cursor: null }
  const position = request.cursor ? decodePosition(request.cursor) : null
  const rows = await ctx.db.rows<Row>(
    sql`select e.id, e.at, e.object, e.record_id, e.actor_id, e.actor_name from events e
      where e.workspace_id = ${sql.workspace} and e.kind like '%.deleted'
        and ${sql.or(objects.map((object) => stillDeleted(ctx, object, request.q)))}
        ${position ? sql`and e.id < ${position.id}::uuid` : sql.empty}
      order by e.id desc limit ${request.limit + 1}`,
  )
  const page = rows.slice(0, request.limit)
  const titles = await titlesOf(ctx, objects, page)
  const last = rows.length > request.limit ? page.at(-1) : undefined
  return {
    data: page.map((row) => ({ object: row.object, id: row.record_id, title: titles.get(row.record_id) ?? null, deleted_at: row.at.toISOString(), deleted_by: actorOf(ctx, row) })),
    next_cursor: last ? encodePosition({ at: last.at.toISOString(), id: last.id }) : null,
  }
}

function restorable(ctx: Context): ObjectDefinition[] {
  return [...ctx.objects.values()].filter(({ name, is_append_only: isFixed }) => !isFixed && verdictOf(ctx, name, 'see') !== false && verdictOf(ctx, name, 'delete') !== false)
}

/** Words must not find what the caller may not read. */
function isTitleRead(ctx: Context, object: ObjectDefinition): boolean {
  const right = fieldRightOf(ctx.actor, object.name, object.title)
  return right === 'read' || right === 'write'
}

/** The event is the last of a record that is in the bin: nothing raises the version of one that is. */
function stillDeleted(ctx: Context, object: ObjectDefinition, words: string | undefined): Sql {
  return sql`(e.object = ${object.name} ${words ? sql`and e.before ->> ${object.title} ilike ${`%${words.replace(/[\\%_]/g, '\\$&')}%`}` : sql.empty}
    and exists (select 1 from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = e.record_id
      and c.deleted_at is not null and c.version = e.version and ${allowed(ctx, object.name, 'see', 'c')} and ${allowed(ctx, object.name, 'delete', 'c')}))`
}

/** As the caller reads them: one list for each object. */
async function titlesOf(ctx: Context, objects: ObjectDefinition[], rows: Row[]): Promise<Map<string, unknown>> {
  const byObject = Map.groupBy(rows, (row) => row.object)
  const pages = await Promise.all(
    objects.map(async (object) => {
      const ids = (byObject.get(object.name) ?? []).map((row) => row.record_id)
      if (ids.length === 0 || !visibleField(ctx, object, object.title)) return []
      const { rows: texts } = await listRecords(ctx, object, { deleted: true, filter: { id: { in: ids } }, fields: `id,${object.title}`, limit: ids.length })
      return texts.map((text): [string, unknown] => {
        const record: { id: string; [field: string]: unknown } = JSON.parse(text)
        return [record.id, record[object.title]]
      })
    }),
  )
  return new Map(pages.flat())
}
