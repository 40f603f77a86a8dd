/** What happened to one record, newest first, and taking one change back. */
import { actorOf } from '../access/system-actors.ts'
import { sql } from '../../platform/db/sql.ts'
import { transaction } from '../../platform/db/database.ts'
import { conflict, forbidden, notFound } from '../../platform/problems.ts'
import { isMasked, rightOn, visibleField } from '../access/visible-fields.ts'
import type { Context } from '../context.ts'
import type { Field, Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { typeOf } from '../fields/index.ts'
import type { Stored } from '../records/input.ts'
import { isSame } from '../records/same.ts'
import { removeRecord, restoreRecord } from '../records/remove.ts'
import { lockRecord, updateRecord } from '../records/update.ts'
import { getRecord } from '../records/get.ts'
import { isNoAccountEvent } from './events.ts'
import { decodePosition, encodePosition } from './position.ts'
import { namesOfReferences } from './reference-names.ts'

export interface FieldChange {
  field: string
  before: Value
  after: Value
}

export interface HistoryEntry {
  id: string
  at: string
  actor: { id: string; name: string }
  kind: string
  version: number
  fields: FieldChange[]
  cause: Record<string, string> | null
  can_undo: boolean
}

interface EventRow {
  id: string
  at: Date
  kind: string
  version: number
  actor_id: string
  actor_name: string
  before: Stored | null
  after: Stored | null
  cause: Record<string, string> | null
}

/** @throws Problem 404 for a record that is not there or may not be seen. */
export async function historyOf(ctx: Context, object: ObjectDefinition, id: string, page: { limit: number; cursor?: string }): Promise<{ data: HistoryEntry[]; next_cursor: string | null }> {
  const { json } = await getRecord(ctx, object, id)
  const mayChange = JSON.parse(json).can.change === true
  const position = page.cursor ? decodePosition(page.cursor) : null
  const rows = await ctx.db.rows<EventRow>(
    sql`select e.id, e.at, e.kind, e.version, e.actor_id, e.actor_name, e.before, e.after, e.cause from events e
      where e.workspace_id = ${sql.workspace} and e.object = ${object.name} and e.record_id = ${id}::uuid and ${isNoAccountEvent}
        ${position ? sql`and e.id < ${position.id}::uuid` : sql.empty}
      order by e.id desc limit ${page.limit + 1}`,
  )
  const entries = rows.slice(0, page.limit).map((row) => entryOf(ctx, object, row, mayChange))
  await namesOfReferences(ctx, [{ object, changes: entries.flatMap((entry) => entry.fields) }])
  const last = rows.length > page.limit ? rows[page.limit - 1] : undefined
  return { data: entries, next_cursor: last ? encodePosition({ at: last.at.toISOString(), id: last.id }) : null }
}

function entryOf(ctx: Context, object: ObjectDefinition, row: EventRow, mayChange: boolean): HistoryEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: actorOf(ctx, row),
    kind: row.kind,
    version: row.version,
    fields: changesOf(ctx, object, row.before, row.after),
    cause: row.cause,
    can_undo: mayChange && row.before !== null && row.after !== null,
  }
}

/** Only of fields the caller may see, and of those as much as the caller may. */
export function changesOf(ctx: Context, object: ObjectDefinition, before: Stored | null, after: Stored | null): FieldChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names
    .flatMap((name) => visibleField(ctx, object, name) ?? [])
    .map((field) => ({ field: field.name, before: shown(ctx, object, field, before), after: shown(ctx, object, field, after) }))
}

function shown(ctx: Context, object: ObjectDefinition, field: Field, values: Stored | null): Value {
  const value = values?.[field.name] ?? null
  if (value === null || !isMasked(ctx, object, field)) return value
  return typeOf(field).mask?.value(value, field) ?? null
}

/**
 * Takes one event of a record back: changed fields get their former values, a deletion is restored, a creation goes to the bin.
 * What an action wrote is taken back as well, but no field that the caller may not write.
 * @throws Problem 404, 403; 409 when a field was changed again since, or the event changed none.
 */
export async function undoEvent(ctx: Context, object: ObjectDefinition, recordId: string, eventId: string): Promise<void> {
  await transaction({ ...ctx, cause: { ...ctx.cause, undo: eventId } }, async (ctx) => {
    const [event] = await ctx.db.rows<EventRow>(
      sql`select e.kind, e.before, e.after from events e
        where e.workspace_id = ${sql.workspace} and e.object = ${object.name} and e.record_id = ${recordId}::uuid and e.id = ${eventId}::uuid`,
    )
    if (!event) throw notFound()
    if (event.kind.endsWith('.deleted')) return void (await restoreRecord(ctx, object, recordId))
    if (event.kind.endsWith('.created') || event.kind.endsWith('.restored')) return removeRecord(ctx, object, recordId)
    if (event.before === null || event.after === null) {
      throw conflict('nothing-to-undo', { zh: '此事件没有可撤销的修改', en: 'This event has no change that could be undone' })
    }
    if (Object.keys(event.before).some((name) => !mayUndo(ctx, object, name))) throw forbidden()
    const { record, version } = await lockRecord(ctx, object, recordId, 'change')
    refuseIfChangedSince(object, record, event)
    await updateRecord(ctx, object, recordId, event.before, { version, asSystem: true })
    await ctx.registry.verbs.get(object.name)?.undone?.(ctx, recordId, { from: event.after, to: event.before })
  })
}

/** A field that is there no more was somebody's to write. */
function mayUndo(ctx: Context, object: ObjectDefinition, name: string): boolean {
  const field = object.fields.get(name)
  return !field || rightOn(ctx, object, field) === 'write'
}

function refuseIfChangedSince(object: ObjectDefinition, record: Stored, event: EventRow): void {
  for (const [name, after] of Object.entries(event.after ?? {})) {
    const field = object.fields.get(name)
    if (field && !isSame(field, record[name] ?? null, after)) {
      throw conflict('changed-since', {
        zh: `${field.label.zh}之后又被修改过，不能撤销`,
        en: `${field.label.en} was changed again since; this cannot be undone`,
      })
    }
  }
}
