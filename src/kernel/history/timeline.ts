/** Everything that happened around one record, newest first: the records that stand on its time line, and changes of fields. */
import { actorOf } from '../access/system-actors.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import { isId } from '../../platform/ids.ts'
import { invalid, issue } from '../../platform/problems.ts'
import { verdictOf } from '../access/policy.ts'
import { objectOf, type Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference } from '../fields/index.ts'
import { columnOf, columnsBeside } from '../projections/columns.ts'
import { getRecord } from '../records/get.ts'
import type { Stored } from '../records/input.ts'
import { isLiving } from '../records/living.ts'
import { changesOf } from './history.ts'
import { decodePosition, encodePosition, type Position } from './position.ts'
import { namesOfReferences } from './reference-names.ts'

export interface TimelineRequest {
  /** Object names, and `change` for changes of fields; all when left out. */
  kinds?: string[]
  limit: number
  cursor?: string
  /** From the cursor towards what is newer. */
  isNewer?: boolean
  /** Id of an entry to begin with; what is not there begins with the newest. */
  entry?: string
}

/** Where a page begins and which way it goes from there. */
type Start = Position & { isNewer?: boolean; isEntry?: boolean }

/** @throws Problem 404 for a record that is not there or may not be seen, 422 for an unknown kind. */
export async function timelineOf(ctx: Context, object: ObjectDefinition, id: string, request: TimelineRequest): Promise<string[]> {
  await getRecord(ctx, object, id, new Map([['id', null]]))
  const position = request.entry && isId(request.entry) ? await entryAt(ctx, object, { id, entry: request.entry }) : request.cursor ? { ...decodePosition(request.cursor), isNewer: request.isNewer } : null
  const rows = timelineRows(ctx, object, sql`${id}`, { kinds: request.kinds, limit: request.limit, position })
  return timelineText(ctx, rows ? await ctx.db.rows<TimelineRow>(rows, { prepared: true }) : [], { limit: request.limit, start: position })
}

/** Before all of its moment, so that the entry itself is the first of what is older. */
async function entryAt(ctx: Context, object: ObjectDefinition, { id, entry }: { id: string; entry: string }): Promise<Start | null> {
  const branches = branchesOf(ctx, object, sql`${id}`, { position: null })
  if (branches.length === 0) return null
  const [found] = await ctx.db.rows<{ at: string }>(
    sql`select ${isoText(sql`u.at`)} as at from (${sql.join(branches.map(({ rows }) => sql`(${rows})`), ' union all ')}) u where u.row_id = ${entry}::uuid`,
  )
  return found ? { at: found.at, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', isEntry: true } : null
}

/** A row of `timelineRows`. */
export interface TimelineRow {
  at: string
  row_id: string
  /** The entry; of a change what `ChangeBody` says. */
  json: string
  is_change: boolean
}

/**
 * The rows of a time line, one more than asked for, so that it is known whether there are others. Null where the caller may see none.
 * Merged by time first; only what is shown is read whole. The text is the same for every record, so its plan can be kept.
 */
export function timelineRows(ctx: Context, object: ObjectDefinition, id: Sql, page: { kinds?: string[]; limit: number; position: Start | null }): Sql | null {
  const branches = branchesOf(ctx, object, id, page)
  if (branches.length === 0) return null
  const limit = sql.raw(String(page.limit + 1))
  const way = wayOf(page.position)
  const bodies = sql.join(branches.map((branch) => sql`when ${sql.raw(`'${branch.kind}'`)} then ${branch.body}`), ' ')
  return sql`select ${isoText(sql`t.at`)} as at, t.row_id, (case t.kind ${bodies} end)::text as json, t.kind = 'change' as is_change
    from (select * from (${sql.join(branches.map((branch) => sql`(${branch.rows} limit ${limit})`), ' union all ')}) u order by at ${way}, row_id ${way} limit ${limit}) t
    order by t.at ${way}, t.row_id ${way}`
}

/**
 * The answer of a time line, as parts of a JSON text.
 * @param page.record the record itself, where it was read too: what it names needs not be asked for again.
 */
export async function timelineText(ctx: Context, rows: readonly TimelineRow[], page: { limit: number; start?: Start | null; record?: { object: ObjectDefinition; json: string } }): Promise<string[]> {
  const { limit, start } = page
  const taken = rows.slice(0, limit)
  const shown = start?.isNewer ? taken.toReversed() : taken
  const changed = shown.filter((row) => row.is_change)
  const changes = changed.length > 0 ? await changeEntries(ctx, changed, page.record ? namesIn(page.record.object, page.record.json) : new Map()) : new Map<string, string>()
  const end = rows.length > limit ? cursorOf(taken.at(-1)) : null
  const next = start?.isNewer ? (cursorOf(shown.at(-1)) ?? encodePosition(start)) : end
  const previous = start?.isNewer ? end : start?.isEntry ? encodePosition(start) : null
  const entries = shown.flatMap((row, index) => [index === 0 ? '' : ',', changes.get(row.row_id) ?? row.json])
  return ['{"data":[', ...entries, `],"next_cursor":${JSON.stringify(next)},"previous_cursor":${JSON.stringify(previous)}}`]
}

function cursorOf(row: TimelineRow | undefined): string | null {
  return row ? encodePosition({ at: row.at, id: row.row_id }) : null
}

/** To the microsecond: the cursor is made of it, and texts of this form stand in the order of time. */
function isoText(moment: Sql): Sql {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
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
function branchesOf(ctx: Context, object: ObjectDefinition, id: Sql, request: { kinds?: string[]; position: Start | null }): Branch[] {
  const { position } = request
  const sources = timelineSources(ctx, object)
  const known = [...sources.map((source) => source.name), 'change']
  const unknown = request.kinds?.find((kind) => !known.includes(kind))
  if (unknown !== undefined) throw invalid([issue('kinds', 'unknown_kind', `没有这一类：${unknown.slice(0, 40)}`, `There is no kind ${unknown.slice(0, 40)}`)])
  const wanted = new Set(request.kinds ?? known)
  const branches = sources.filter((source) => wanted.has(source.name)).flatMap((source) => sourceBranch(ctx, source, object, id, position))
  if (wanted.has('change')) branches.push(changeBranch(ctx, object, id, position))
  return branches
}

/** Objects whose records stand on the time line of another's. */
export function timelineSources(ctx: Context, object: ObjectDefinition): ObjectDefinition[] {
  return [...ctx.objects.values()].filter((one) => one.timeline_at && one.about && (one.is_about_any || one.fields.get(one.about)?.target === object.name))
}

/** What hangs on any record is seen with it: whoever reads its time line sees the record. */
function sourceBranch(ctx: Context, source: ObjectDefinition, object: ObjectDefinition, id: Sql, position: Start | null): Branch[] {
  const verdict = verdictOf(ctx, source.name, 'see')
  const about = source.about && source.fields.get(source.about)
  const time = source.timeline_at && source.fields.get(source.timeline_at)
  if (verdict === false || !about || !time) return []
  const at = columnOf('c', time)
  const rows = sql`select ${sql.raw(`'${source.name}'`)} as kind, ${at}::timestamptz as at, c.id as row_id from ${sql.id(source.table)} c
    where c.workspace_id = ${sql.workspace} and ${source.is_about_any ? sql`${columnOf('c', about)} = ${id}::uuid::text and c.object = ${object.name}` : sql`${columnOf('c', about)} = ${id}::uuid`} and ${isLiving(ctx, source, 'c', about.name)}
      ${verdict === true || source.is_about_any ? sql.empty : sql`and ${verdict('c')}`}
      ${onward(position, at)}`
  const kind = sql.raw(`'${source.name}'`)
  // `offset 0` keeps PostgreSQL from asking for the author twice.
  const body = sql`(select json_build_object('key', r.id, 'kind', ${kind}, 'at', ${isoText(sql`t.at`)}, 'actor', r.created_by, 'object', ${kind}, 'id', r.id, 'record', row_to_json(r))
    from ${sql.id(source.table)} c cross join lateral (select ${columnsBeside(ctx, source, 'c', about, true)} offset 0) r
    where c.workspace_id = ${sql.workspace} and c.id = t.row_id)`
  return [{ kind: source.name, rows, body }]
}

function onward(position: Start | null, at: Sql): Sql {
  const way = wayOf(position)
  const beyond = position ? sql`and (${at}, c.id) ${sql.raw(position.isNewer ? '>' : '<')} (${position.at}::timestamptz, ${position.id}::uuid)` : sql.empty
  return sql`${beyond} order by ${at} ${way}, c.id ${way}`
}

function wayOf(position: Start | null): Sql {
  return sql.raw(position?.isNewer ? 'asc' : 'desc')
}

/** `on_timeline` leaves out the creation of records that stand on the time line themselves: they would show twice. */
function changeBranch(ctx: Context, object: ObjectDefinition, id: Sql, position: Start | null): Branch {
  // What hangs on any record shows how it is now; how it came to that is in its own history.
  const hidden = [...ctx.objects.values()].filter((one) => one.is_about_any || verdictOf(ctx, one.name, 'see') === false).map(({ name }) => name)
  const partly = [...ctx.objects.values()].filter((one) => one.about !== null && !one.is_about_any && one.name !== object.name)
  const rows = sql`select 'change' as kind, c.at, c.id as row_id from events c
    where c.workspace_id = ${sql.workspace} and c.about_id = ${id}::uuid and c.on_timeline
      ${hidden.length > 0 ? sql`and c.object <> all(${hidden}::text[])` : sql.empty}
      ${sql.join(partly.flatMap((one) => ownCondition(ctx, one)), ' ')}
      ${onward(position, sql`c.at`)}`
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

/** Changes by the id of their row, as JSON text: of the fields the caller may see, with the names of what they refer to. */
async function changeEntries(ctx: Context, rows: readonly TimelineRow[], known: Map<string, string | null>): Promise<Map<string, string>> {
  const entries = rows.map((row) => changeEntry(ctx, row, JSON.parse(row.json)))
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
