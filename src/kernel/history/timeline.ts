/** Everything that happened around one record, newest first: the records that stand on its time line, and changes of fields. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { isId } from '../../platform/ids.ts'
import { invalid, issue } from '../../platform/problems.ts'
import { rulesOf, verdictOf } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { columnOf } from '../projections/columns.ts'
import { getRecord } from '../records/get.ts'
import { isLiving } from '../records/living.ts'
import { decodePosition, encodePosition, type Position } from './position.ts'
import { entriesOf, isoText, placeOf, readAtOnce, type TimelineRow } from './timeline-entries.ts'

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
    sql`select ${isoText(sql`u.at`)} as at from (${sql.join(branches.map((branch) => sql`(${branch})`), ' union all ')}) u where u.row_id = ${entry}::uuid`,
  )
  return found ? { at: found.at, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', isEntry: true } : null
}

/**
 * The rows of a time line, one more than asked for, so that it is known whether there are others. Null where the caller may see none.
 * Only what stands where: what is shown is read whole by kind, because most time lines bear few of the many kinds
 * (docs/decisions/page-of-a-record.md). The text is the same for every record, so its plan can be kept.
 */
export function timelineRows(ctx: Context, object: ObjectDefinition, id: Sql, page: { kinds?: string[]; limit: number; position: Start | null }): Sql | null {
  const branches = branchesOf(ctx, object, id, page)
  if (branches.length === 0) return null
  const limit = sql.raw(String(page.limit + 1))
  const way = wayOf(page.position)
  const sources = timelineSources(ctx, object).filter((source) => (page.kinds?.includes(source.name) ?? true) && verdictOf(ctx, source.name, 'see') !== false)
  return sql`select ${isoText(sql`t.at`)} as at, t.row_id, t.kind, ${readAtOnce(ctx, sources)} as json
    from (select * from (${sql.join(branches.map((branch) => sql`(${branch} limit ${limit})`), ' union all ')}) u order by at ${way}, row_id ${way} limit ${limit}) t
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
  const entries = await entriesOf(ctx, shown, page.record)
  const end = rows.length > limit ? cursorOf(taken.at(-1)) : null
  const next = start?.isNewer ? (cursorOf(shown.at(-1)) ?? encodePosition(start)) : end
  const previous = start?.isNewer ? end : start?.isEntry ? encodePosition(start) : null
  return ['{"data":[', entries.join(','), `],"next_cursor":${JSON.stringify(next)},"previous_cursor":${JSON.stringify(previous)}}`]
}

function cursorOf(row: TimelineRow | undefined): string | null {
  return row ? encodePosition({ at: row.at, id: row.row_id }) : null
}

/** One branch a kind, each answered from its own index in order of time, so that the whole costs a few index ranges. */
function branchesOf(ctx: Context, object: ObjectDefinition, id: Sql, request: { kinds?: string[]; position: Start | null }): Sql[] {
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
function sourceBranch(ctx: Context, source: ObjectDefinition, object: ObjectDefinition, id: Sql, position: Start | null): Sql[] {
  const condition = besideIt(ctx, source, 'c')
  const { about, time } = placeOf(source)
  if (condition === null || !about || !time) return []
  const at = columnOf('c', time)
  return [sql`select ${sql.raw(`'${source.name}'`)} as kind, ${at}::timestamptz as at, c.id as row_id, null::json as json from ${sql.id(source.table)} c
    where c.workspace_id = ${sql.workspace} and ${source.is_about_any ? sql`${columnOf('c', about)} = ${id}::uuid::text and c.object = ${object.name}` : sql`${columnOf('c', about)} = ${id}::uuid`} and ${isLiving(ctx, source, 'c', about.name)}
      ${condition} ${onward(position, at)}`]
}

/** What is left to ask of a record that hangs on one the caller sees, as ` and ...`; null where none may be seen. */
function besideIt(ctx: Context, one: ObjectDefinition, row: string): Sql | null {
  const verdict = verdictOf(ctx, one.name, 'see')
  if (verdict === false) return null
  const goesWithIt = one.is_about_any || rulesOf(ctx, one.name, 'see').some(({ goesWith }) => goesWith !== undefined && goesWith === one.about)
  return verdict === true || goesWithIt ? sql.empty : sql`and ${verdict(row)}`
}

function onward(position: Start | null, at: Sql): Sql {
  const way = wayOf(position)
  const beyond = position ? sql`and (${at}, c.id) ${sql.raw(position.isNewer ? '>' : '<')} (${position.at}::timestamptz, ${position.id}::uuid)` : sql.empty
  return sql`${beyond} order by ${at} ${way}, c.id ${way}`
}

function wayOf(position: Start | null): Sql {
  return sql.raw(position?.isNewer ? 'asc' : 'desc')
}

/**
 * Changes of the record and of what hangs on it. `on_timeline` leaves out the creation of records that stand on the time line themselves:
 * they would show twice. What hangs on any record shows how it is now; how it came to that is in its own history.
 */
function changeBranch(ctx: Context, object: ObjectDefinition, id: Sql, position: Start | null): Sql {
  const around = [...ctx.objects.values()].filter((one) => one.name !== object.name && !one.has_timeline && !one.is_about_any && one.about !== null && one.fields.get(one.about)?.target === object.name)
  const seen = around.filter((one) => verdictOf(ctx, one.name, 'see') !== false)
  return sql`select 'change' as kind, c.at, c.id as row_id, json_build_object('kind', c.kind, 'object', c.object, 'record_id', c.record_id, 'before', c.before, 'after', c.after,
      'actor_id', c.actor_id, 'actor_name', c.actor_name) as json
    from events c where c.workspace_id = ${sql.workspace} and c.about_id = ${id}::uuid and c.on_timeline and c.object = any(${[object, ...seen].map(({ name }) => name)}::text[])
      ${sql.join(seen.map((one) => ownCondition(ctx, one)), ' ')}
      ${onward(position, sql`c.at`)}`
}

/** A change of what hangs on the record is told to those who may see that, deleted or not. */
function ownCondition(ctx: Context, object: ObjectDefinition): Sql {
  const condition = besideIt(ctx, object, 'o')
  if (condition === null || condition === sql.empty) return sql.empty
  return sql`and (c.object <> ${sql.raw(`'${object.name}'`)} or exists (select 1 from ${sql.id(object.table)} o
    where o.workspace_id = ${sql.workspace} and o.id = c.record_id ${condition}))`
}
