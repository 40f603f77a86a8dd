/**
 * The bulk paths: many records and their events in a handful of statements. They keep what create, update and remove keep (one
 * event a change, versions, who and when); whoever calls them has parsed, derived, checked and asked the policies, and holds
 * the rows locked in the transaction of `ctx`.
 */
import { insertsOf, type InsertColumn } from '../../platform/db/insert-rows.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { typeOf } from '../fields/index.ts'
import { announceAfterCommit, eventColumns, eventRow, eventTypes, type NewEvent } from '../history/events.ts'
import type { Stored } from './input.ts'
import { columnsOf, customValues, pinyinColumns } from './row.ts'

export interface NewRow {
  id: string
  version: number
  record: Stored
}

/** The statements that add rows, to be run in turn. */
export function insertsOfRecords(ctx: Context, object: ObjectDefinition, rows: readonly NewRow[]): Iterable<Sql> {
  const now = ctx.clock.now().toISOString()
  const columns: InsertColumn<NewRow>[] = [
    { name: 'workspace_id', type: 'uuid', value: () => ctx.workspace.id },
    { name: 'id', type: 'uuid', value: ({ id }) => id },
    { name: 'version', type: 'integer', value: ({ version }) => version },
    ...['created', 'updated'].flatMap((verb): InsertColumn<NewRow>[] => [
      { name: `${verb}_at`, type: 'timestamptz', value: () => now },
      { name: `${verb}_by`, type: 'uuid', value: () => ctx.actor.id },
    ]),
    ...columnsOf(object).map(({ column, type, plain }): InsertColumn<NewRow> => ({ name: column, type, value: ({ record }) => plain(record) })),
  ]
  if (rows.length > 0) announceAfterCommit(ctx, object)
  return insertsOf({ table: object.table, columns, rows })
}

export interface ChangedRow {
  id: string
  /** The version it is to have; the same as before where only derived values changed. */
  version: number
  record: Stored
}

/** Writes `fields` of locked rows in one statement. */
export async function updateMany(ctx: Context, object: ObjectDefinition, rows: readonly ChangedRow[], fields: readonly Field[]): Promise<void> {
  if (rows.length === 0 || fields.length === 0) return
  const now = ctx.clock.now()
  const custom = fields.filter((field) => field.custom_id)
  const columns = fields.flatMap(columnsWithTypes)
  const sets: Sql[] = columns.map(({ column }, at) => sql`${sql.id(column)} = r.${sql.raw(`v${at}`)}`)
  if (custom.length > 0) sets.push(sql`custom = jsonb_strip_nulls(c.custom || r.custom)`)
  // By place: a column may be called like a table, and the lint of queries would take it for one.
  const shape = [...columns.map(({ type }, at) => `v${at} ${type}`), ...(custom.length > 0 ? ['custom jsonb'] : [])]
  const recordset = sql.raw(shape.join(', '))
  const values = rows.map(({ id, version, record }) => {
    const row: Record<string, unknown> = { id, to_version: version }
    for (const [at, { name }] of columns.entries()) row[`v${at}`] = record[name] ?? null
    if (custom.length > 0) row.custom = { ...Object.fromEntries(custom.map((field) => [field.custom_id, null])), ...customValues(custom, record) }
    return row
  })
  await ctx.db.rows(
    sql`update ${sql.id(object.table)} c set ${sql.join(sets)}, version = r.to_version,
        updated_at = case when r.to_version > c.version then ${now} else c.updated_at end,
        updated_by = case when r.to_version > c.version then ${ctx.actor.id}::uuid else c.updated_by end
      from json_to_recordset(${JSON.stringify(values)}::json) as r(id uuid, to_version bigint, ${recordset})
      where c.workspace_id = ${sql.workspace} and c.id = r.id`,
  )
  announceAfterCommit(ctx, object)
}

/** To the recycle bin. */
export async function removeMany(ctx: Context, object: ObjectDefinition, rows: readonly { id: string; version: number }[]): Promise<void> {
  await markMany(ctx, object, rows, ctx.clock.now())
}

/** Back from it. */
export async function restoreMany(ctx: Context, object: ObjectDefinition, rows: readonly { id: string; version: number }[]): Promise<void> {
  await markMany(ctx, object, rows, null)
}

async function markMany(ctx: Context, object: ObjectDefinition, rows: readonly { id: string; version: number }[], deletedAt: Date | null): Promise<void> {
  if (rows.length === 0) return
  await ctx.db.rows(
    sql`update ${sql.id(object.table)} c set deleted_at = ${deletedAt}::timestamptz, version = r.version, updated_at = ${ctx.clock.now()}, updated_by = ${ctx.actor.id}::uuid
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, version bigint)
      where c.workspace_id = ${sql.workspace} and c.id = r.id`,
  )
  announceAfterCommit(ctx, object)
}

/** The statements that log events; each event is made when its statement is. */
export function* insertsOfEvents(ctx: Context, object: ObjectDefinition, events: Iterable<NewEvent>): Generator<Sql> {
  const rows = function* () {
    for (const event of events) yield eventRow(ctx, object, event)
  }
  const columns = eventColumns.map((name, at): InsertColumn<unknown[]> => ({ name, type: eventTypes[at] ?? 'text', value: (row) => row[at] }))
  yield* insertsOf({ table: 'events', columns, rows: rows() })
}

interface TypedColumn {
  column: string
  type: string
  /** Where the record has the value. */
  name: string
}

function columnsWithTypes(field: Field): TypedColumn[] {
  const own = field.custom_id ? [] : [{ column: field.column, type: typeOf(field).column(field), name: field.name }]
  return [...own, ...pinyinColumns(field).map((column) => ({ column, type: 'text', name: column }))]
}
