/** What a time line shows of its rows: records whole, changes by the fields that the caller may see. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { actorOf } from '../access/system-actors.ts'
import { objectOf, type Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference } from '../fields/index.ts'
import { columnOf, columnsBeside } from '../projections/columns.ts'
import { keptStatement } from '../projections/kept-statements.ts'
import type { Stored } from '../records/input.ts'
import { changesOf } from './history.ts'
import { namesOfReferences } from './reference-names.ts'

/** A row of `timelineRows`. */
export interface TimelineRow {
  at: string
  row_id: string
  /** Name of an object, or `change`. */
  kind: string
  /** Of a change what `ChangeBody` says; of a record its entry, where that was read at once. */
  json: string | null
}

/**
 * The entries of the rows in their order, as JSON texts. A record that went since its row was found is left out.
 * @param record that the time line is of, where it was read too: what it names needs not be asked for again.
 */
export async function entriesOf(ctx: Context, rows: readonly TimelineRow[], record?: { object: ObjectDefinition; json: string }): Promise<string[]> {
  const [changes, records] = await Promise.all([changesIn(ctx, rows.filter(({ kind }) => kind === 'change'), record), recordsIn(ctx, rows.filter(({ json }) => json === null))])
  return rows.flatMap((row) => (row.kind === 'change' ? changes.get(row.row_id) : (row.json ?? records.get(row.row_id))) ?? [])
}

/**
 * What is read in the statement that finds the rows `t`: bodies of changes, and the entries of the kinds that most time lines show. A kind
 * costs that statement the same whether a row is of it or not, so all others are read after it, where there are any.
 */
export function readAtOnce(ctx: Context, sources: readonly ObjectDefinition[]): Sql {
  const usual = sources.filter((source) => source.is_usual_on_timeline)
  if (usual.length === 0) return sql`t.json::text`
  return sql`case t.kind ${sql.join(usual.map((source) => sql`when ${sql.raw(`'${source.name}'`)} then (select ${entryOf(ctx, source)} and c.id = t.row_id)`), ' ')} else t.json::text end`
}

export function placeOf(source: ObjectDefinition) {
  return { about: source.about ? source.fields.get(source.about) : undefined, time: source.timeline_at ? source.fields.get(source.timeline_at) : undefined }
}

/** To the microsecond: the cursor is made of it, and texts of this form stand in the order of time. */
export function isoText(moment: Sql): Sql {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** By their ids: each kind by a statement whose plan is kept. */
async function recordsIn(ctx: Context, rows: readonly TimelineRow[]): Promise<Map<string, string>> {
  const found = await Promise.all([...Map.groupBy(rows, (row) => row.kind)].map(([kind, those]) => {
    const source = objectOf(ctx, kind)
    const statement = keptStatement(ctx, source, 'entries', () => sql`select c.id, ${entryOf(ctx, source)} and c.id = any(${sql.slot('ids')}::uuid[])`)
    return ctx.db.kept<{ id: string; json: string }>(statement, { ids: those.map((row) => row.row_id) })
  }))
  return new Map(found.flat().map(({ id, json }) => [id, json]))
}

/** `... as json from ... where ...`, to be narrowed by the id. `offset 0` keeps PostgreSQL from asking for the author twice. */
function entryOf(ctx: Context, source: ObjectDefinition): Sql {
  const { about, time } = placeOf(source)
  if (!about || !time) throw new Error(`${source.name} stands on no time line`)
  const kind = sql.raw(`'${source.name}'`)
  return sql`json_build_object('key', c.id, 'kind', ${kind}, 'at', ${isoText(sql`${columnOf('c', time)}::timestamptz`)}, 'actor', r.created_by, 'object', ${kind}, 'id', c.id, 'record', row_to_json(r))::text as json
    from ${sql.id(source.table)} c cross join lateral (select ${columnsBeside(ctx, source, 'c', about, true)} offset 0) r
    where c.workspace_id = ${sql.workspace}`
}

/** The body of a change, as `changeBranch` makes it. */
interface ChangeBody {
  kind: string
  object: string
  record_id: string
  before: Stored | null
  after: Stored | null
  actor_id: string
  actor_name: string
}

/** By their ids: of the fields the caller may see, with the names of what they refer to. */
async function changesIn(ctx: Context, rows: readonly TimelineRow[], record?: { object: ObjectDefinition; json: string }): Promise<Map<string, string>> {
  const entries = rows.flatMap((row) => (row.json === null ? [] : changeEntry(ctx, row, JSON.parse(row.json))))
  if (entries.length === 0) return new Map()
  const known = record ? namesIn(record.object, record.json) : new Map<string, string | null>()
  const byObject = Map.groupBy(entries, (entry) => entry.object)
  await namesOfReferences(ctx, [...byObject].map(([name, those]) => ({ object: objectOf(ctx, name), changes: those.flatMap((entry) => entry.change.fields) })), known)
  return new Map(entries.map((entry) => [entry.key, JSON.stringify(entry)]))
}

function changeEntry(ctx: Context, row: TimelineRow, body: ChangeBody) {
  return {
    key: row.row_id,
    kind: 'change',
    at: row.at,
    actor: actorOf(ctx, body),
    object: body.object,
    id: body.record_id,
    change: { event: row.row_id, kind: body.kind, fields: changesOf(ctx, objectOf(ctx, body.object), body.before, body.after) },
  }
}

/** Names of the records that a record refers to, as it is answered. */
function namesIn(object: ObjectDefinition, json: string): Map<string, string | null> {
  const record: Record<string, unknown> = JSON.parse(json)
  const references = [...object.fields.values()].filter(isReference).map((field) => record[field.name])
  return new Map(references.filter(isNamed).map(({ id, name }) => [id, name]))
}

function isNamed(value: unknown): value is { id: string; name: string | null } {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value
}
