/** The change feed: every event the caller may know of, in the order of commit, nothing left out. */
import { sql } from '../../platform/db/sql.ts'
import { invalid, issue } from '../../platform/problems.ts'
import { verdictOf } from '../access/policy.ts'
import { actorOf } from '../access/system-actors.ts'
import type { Context } from '../context.ts'
import { isId } from '../../platform/ids.ts'
import type { Stored } from '../records/input.ts'
import { isNoAccountEvent } from './events.ts'
import { changesOf, type FieldChange } from './history.ts'

export interface Change {
  id: string
  at: string
  kind: string
  object: string
  record_id: string
  /** The record on whose time line it stands. */
  about_id: string | null
  version: number
  actor: { id: string; name: string }
  fields: FieldChange[]
}

interface Row {
  tx: string
  id: string
  at: Date
  kind: string
  object: string
  record_id: string
  about_id: string | null
  version: number
  actor_id: string
  actor_name: string
  before: Stored | null
  after: Stored | null
}

/**
 * Events after a cursor. The next cursor is given even when nothing is to be told, so that what may not be seen is passed over
 * once and not asked again.
 * @param request.after a cursor of an earlier answer; `now` begins with what comes; left out begins with the first event.
 */
export async function changesAfter(ctx: Context, request: { after?: string; limit: number; objects?: string[] }): Promise<{ data: Change[]; next_cursor: string }> {
  const position = request.after === 'now' ? await lastPosition(ctx) : decode(request.after)
  if (request.after === 'now') return { data: [], next_cursor: encode(position) }
  const rows = await ctx.db.rows<Row>(
    sql`select e.tx::text as tx, e.id, e.at, e.kind, e.object, e.record_id, e.about_id, e.version, e.actor_id, e.actor_name, e.before, e.after from events e
      where e.workspace_id = ${sql.workspace} and e.tx < pg_snapshot_xmin(pg_current_snapshot())
        and (e.tx, e.id) > (${position.tx}::xid8, ${position.id}::uuid) and ${isNoAccountEvent}
        ${request.objects ? sql`and e.object = any(${request.objects}::text[])` : sql.empty}
      order by e.tx, e.id limit ${request.limit}`,
  )
  const last = rows.at(-1)
  const seen = await visibleOf(ctx, rows)
  return {
    data: rows.filter((row) => seen.has(`${row.object} ${row.record_id}`)).map((row) => changeOf(ctx, row)),
    next_cursor: encode(last ? { tx: last.tx, id: last.id } : position),
  }
}

/** Which of the records the caller may see, deleted ones included: one query for each object. */
async function visibleOf(ctx: Context, rows: readonly Row[]): Promise<Set<string>> {
  const seen = new Set<string>()
  for (const [name, those] of Map.groupBy(rows, (row) => row.object)) {
    const object = ctx.objects.get(name)
    const verdict = object ? verdictOf(ctx, name, 'see') : false
    if (!object || verdict === false) continue
    const ids = [...new Set(those.map((row) => row.record_id))]
    const found = await ctx.db.rows<{ id: string }>(
      sql`select c.id from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[])
        ${verdict === true ? sql.empty : sql`and ${verdict('c')}`}`,
    )
    for (const { id } of found) seen.add(`${name} ${id}`)
  }
  return seen
}

function changeOf(ctx: Context, row: Row): Change {
  const object = ctx.objects.get(row.object)
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    object: row.object,
    record_id: row.record_id,
    about_id: row.about_id,
    version: row.version,
    actor: actorOf(ctx, row),
    fields: object ? changesOf(ctx, object, row.before, row.after) : [],
  }
}

interface FeedPosition {
  tx: string
  id: string
}

const beginning: FeedPosition = { tx: '0', id: '00000000-0000-0000-0000-000000000000' }

async function lastPosition(ctx: Context): Promise<FeedPosition> {
  const [row] = await ctx.db.rows<FeedPosition>(
    sql`select e.tx::text as tx, e.id from events e
      where e.workspace_id = ${sql.workspace} and e.tx < pg_snapshot_xmin(pg_current_snapshot()) order by e.tx desc, e.id desc limit 1`,
  )
  return row ?? beginning
}

function encode(position: FeedPosition): string {
  return Buffer.from(`${position.tx} ${position.id}`).toString('base64url')
}

function decode(text: string | undefined): FeedPosition {
  if (text === undefined) return beginning
  const [tx = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  if (/^\d{1,18}$/.test(tx) && isId(id)) return { tx, id }
  throw invalid([issue('after', 'invalid_cursor', '位置无效', 'The cursor does not fit')])
}
