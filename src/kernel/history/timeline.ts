/** Everything that happened around one record, newest first: the records that stand on its time line, and changes of fields. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { invalid, issue } from '../../platform/problems.ts'
import { verdictOf } from '../access/policy.ts'
import { objectOf, type Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { columnOf, readColumns } from '../projections/columns.ts'
import { getRecord } from '../records/get.ts'
import type { Stored } from '../records/input.ts'
import { isLiving } from '../records/living.ts'
import { changesOf, type FieldChange } from './history.ts'
import { decodePosition, encodePosition, type Position } from './position.ts'
import { namesOfReferences } from './reference-names.ts'

export interface TimelineRequest {
  /** Object names, and `change` for changes of fields; all when left out. */
  kinds?: string[]
  limit: number
  cursor?: string
}

export interface TimelineEntry {
  key: string
  kind: string
  at: string
  actor: { id: string; name: string } | null
  object: string
  id: string
  record?: Stored
  change?: { event: string; kind: string; fields: FieldChange[] }
}

interface Row {
  kind: string
  at: Date
  row_id: string
  body: Stored
}

/** @throws Problem 404 for a record that is not there or may not be seen, 422 for an unknown kind. */
export async function timelineOf(ctx: Context, object: ObjectDefinition, id: string, request: TimelineRequest): Promise<{ data: TimelineEntry[]; next_cursor: string | null }> {
  await getRecord(ctx, object, id, new Map([['id', null]]))
  return timelineOfVisible(ctx, object, id, request)
}

/** The same for a record that the caller is already known to see. */
export async function timelineOfVisible(ctx: Context, object: ObjectDefinition, id: string, request: TimelineRequest): Promise<{ data: TimelineEntry[]; next_cursor: string | null }> {
  const position = request.cursor ? decodePosition(request.cursor) : null
  const branches = branchesOf(ctx, object, id, request, position)
  if (branches.length === 0) return { data: [], next_cursor: null }
  // Merged by time first; only what is shown is read whole. The text is the same for every record, so its plan is kept.
  const limit = sql.raw(String(request.limit + 1))
  const rows = await ctx.db.rows<Row>(
    sql`select t.kind, t.at, t.row_id, case t.kind ${sql.join(branches.map((branch) => sql`when ${sql.raw(`'${branch.kind}'`)} then ${branch.body}`), ' ')} end as body
      from (select * from (${sql.join(branches.map((branch) => sql`(${branch.rows} limit ${limit})`), ' union all ')}) u order by at desc, row_id desc limit ${limit}) t
      order by t.at desc, t.row_id desc`,
    { prepared: true },
  )
  const entries = rows.slice(0, request.limit).map((row) => entryOf(ctx, row))
  await nameReferences(ctx, entries)
  const last = rows.length > request.limit ? rows[request.limit - 1] : undefined
  return { data: entries, next_cursor: last ? encodePosition({ at: last.at.toISOString(), id: last.row_id }) : null }
}

/** Kinds are names of objects and `change`: our own words, never a caller's. */
interface Branch {
  kind: string
  /** kind, at and row_id in order of time. */
  rows: Sql
  /** The whole of `t.row_id`, as JSON. */
  body: Sql
}

/** One branch a kind, each answered from its own index in order of time, so that the whole costs a few index ranges. */
function branchesOf(ctx: Context, object: ObjectDefinition, id: string, request: TimelineRequest, position: Position | null): Branch[] {
  const sources = [...ctx.objects.values()].filter((one) => one.timeline_at && one.about && one.fields.get(one.about)?.target === object.name)
  const known = [...sources.map((source) => source.name), 'change']
  const unknown = request.kinds?.find((kind) => !known.includes(kind))
  if (unknown !== undefined) throw invalid([issue('kinds', 'unknown_kind', `没有这一类：${unknown.slice(0, 40)}`, `There is no kind ${unknown.slice(0, 40)}`)])
  const wanted = new Set(request.kinds ?? known)
  const branches = sources.filter((source) => wanted.has(source.name)).flatMap((source) => sourceBranch(ctx, source, id, position))
  if (wanted.has('change')) branches.push(changeBranch(ctx, object, id, position))
  return branches
}

function sourceBranch(ctx: Context, source: ObjectDefinition, id: string, position: Position | null): Branch[] {
  const verdict = verdictOf(ctx, source.name, 'see')
  const about = source.about && source.fields.get(source.about)
  const time = source.timeline_at && source.fields.get(source.timeline_at)
  if (verdict === false || !about || !time) return []
  const at = columnOf('c', time)
  const rows = sql`select ${sql.raw(`'${source.name}'`)} as kind, ${at}::timestamptz as at, c.id as row_id from ${sql.id(source.table)} c
    where c.workspace_id = ${sql.workspace} and ${columnOf('c', about)} = ${id}::uuid and ${isLiving(ctx, source, 'c')}
      ${verdict === true ? sql.empty : sql`and ${verdict('c')}`}
      ${position ? sql`and (${at}, c.id) < (${position.at}::timestamptz, ${position.id}::uuid)` : sql.empty}
    order by ${at} desc, c.id desc`
  const body = sql`(select row_to_json(r) from ${sql.id(source.table)} c cross join lateral (select ${readColumns(ctx, source, 'c')}) r
    where c.workspace_id = ${sql.workspace} and c.id = t.row_id)`
  return [{ kind: source.name, rows, body }]
}

/** `on_timeline` leaves out the creation of records that stand on the time line themselves: they would show twice. */
function changeBranch(ctx: Context, object: ObjectDefinition, id: string, position: Position | null): Branch {
  const hidden = [...ctx.objects.keys()].filter((name) => verdictOf(ctx, name, 'see') === false)
  const partly = [...ctx.objects.values()].filter((one) => one.about !== null && one.name !== object.name)
  const rows = sql`select 'change' as kind, c.at, c.id as row_id from events c
    where c.workspace_id = ${sql.workspace} and c.about_id = ${id}::uuid and c.on_timeline
      ${hidden.length > 0 ? sql`and c.object <> all(${hidden}::text[])` : sql.empty}
      ${sql.join(partly.flatMap((one) => ownCondition(ctx, one)), ' ')}
      ${position ? sql`and (c.at, c.id) < (${position.at}::timestamptz, ${position.id}::uuid)` : sql.empty}
    order by c.at desc, c.id desc`
  const body = sql`(select json_build_object('kind', c.kind, 'object', c.object, 'record_id', c.record_id, 'before', c.before, 'after', c.after,
      'actor_id', c.actor_id, 'actor_name', c.actor_name)
    from events c where c.workspace_id = ${sql.workspace} and c.id = t.row_id)`
  return { kind: 'change', rows, body }
}

/** A change of what hangs on the record is told to those who may see that, deleted or not. */
function ownCondition(ctx: Context, object: ObjectDefinition): Sql[] {
  const verdict = verdictOf(ctx, object.name, 'see')
  if (typeof verdict === 'boolean') return []
  return [sql`and (c.object <> ${sql.raw(`'${object.name}'`)} or exists (select 1 from ${sql.id(object.table)} o
    where o.workspace_id = ${sql.workspace} and o.id = c.record_id and ${verdict('o')}))`]
}

function entryOf(ctx: Context, row: Row): TimelineEntry {
  const at = row.at.toISOString()
  if (row.kind !== 'change') {
    const actor = row.body.created_by
    return { key: row.row_id, kind: row.kind, at, actor: isNamed(actor) ? actor : null, object: row.kind, id: row.row_id, record: row.body }
  }
  const name = String(row.body.object)
  const changes = changesOf(ctx, objectOf(ctx, name), asRecord(row.body.before), asRecord(row.body.after))
  return {
    key: row.row_id,
    kind: 'change',
    at,
    actor: { id: String(row.body.actor_id), name: String(row.body.actor_name) },
    object: name,
    id: String(row.body.record_id),
    change: { event: row.row_id, kind: String(row.body.kind), fields: changes },
  }
}

async function nameReferences(ctx: Context, entries: TimelineEntry[]): Promise<void> {
  const byObject = Map.groupBy(entries.filter((entry) => entry.change), (entry) => entry.object)
  for (const [name, those] of byObject) await namesOfReferences(ctx, objectOf(ctx, name), those.flatMap((entry) => entry.change?.fields ?? []))
}

function isNamed(value: unknown): value is { id: string; name: string } {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value
}

function asRecord(value: unknown): Stored | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : null
}
