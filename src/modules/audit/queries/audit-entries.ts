/** Entries of the log for those who may read all of it. What is in a record is shown only to who may see that record, too. */
import { actorOf } from '../../../kernel/access/system-actors.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { visibleField } from '../../../kernel/access/visible-fields.ts'
import type { Context } from '../../../kernel/context.ts'
import { changesOf, type FieldChange } from '../../../kernel/history/history.ts'
import { namesOfReferences } from '../../../kernel/history/reference-names.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import { titleOf } from '../../../kernel/projections/columns.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { actOf, verbOf } from '../acts.ts'
import type { AuditEntry, WholeAuditEntry } from '../audit-shape.ts'
import { entryIds, type AuditFilter } from './audit-filter.ts'

/** With values as they are stored, for those who write files. */
export interface ReadEntry extends WholeAuditEntry {
  fields: FieldChange[]
}

interface Row {
  id: string
  at: Date
  kind: string
  object: string
  record_id: string
  version: number
  actor_id: string
  actor_name: string
  before: Stored | null
  after: Stored | null
  cause: Record<string, string> | null
  request_id: string | null
  address: string | null
  program: string | null
}

const columns = sql.raw('e.id, e.at, e.kind, e.object, e.record_id, e.version, e.actor_id, e.actor_name, e.before, e.after, e.cause, e.request_id, e.address, e.program')

/** A page, newest first. */
export async function auditEntries(ctx: Context, filter: AuditFilter, page: { cursor?: string; limit: number }): Promise<{ data: AuditEntry[]; next_cursor: string | null }> {
  const rows = await rowsOf(ctx, await entryIds(ctx, filter, { before: page.cursor ?? null, limit: page.limit + 1 }))
  const shown = rows.slice(0, page.limit)
  const names = await namesOfRecords(ctx, shown)
  return { data: shown.map((row) => entryOf(ctx, row, names)), next_cursor: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null }
}

/** The same with every change in it, for files. */
export async function wholeEntries(ctx: Context, filter: AuditFilter, page: { cursor: string | null; limit: number }): Promise<ReadEntry[]> {
  const rows = await rowsOf(ctx, await entryIds(ctx, filter, { before: page.cursor, limit: page.limit }))
  return wholeOf(ctx, rows)
}

/** @throws Problem 404. */
export async function auditEntry(ctx: Context, id: string): Promise<ReadEntry> {
  const [entry] = await wholeOf(ctx, await rowsOf(ctx, sql`select ${id}::uuid as id`))
  if (!entry) throw notFound()
  return entry
}

export async function countEntries(ctx: Context, filter: AuditFilter): Promise<number> {
  const [row] = await ctx.db.rows<{ count: number }>(sql`select count(*) as count from (${await entryIds(ctx, filter, { before: null, limit: null })}) n`)
  return row?.count ?? 0
}

async function rowsOf(ctx: Context, ids: Sql): Promise<Row[]> {
  return ctx.db.rows<Row>(sql`select ${columns} from (${ids}) i join events e on e.workspace_id = ${sql.workspace} and e.id = i.id order by e.id desc`)
}

async function wholeOf(ctx: Context, rows: readonly Row[]): Promise<ReadEntry[]> {
  const names = await namesOfRecords(ctx, rows)
  const erased = await erasedOf(ctx, rows)
  const entries = rows.map((row) => {
    const entry = entryOf(ctx, row, names)
    const object = ctx.objects.get(row.object)
    const fields = entry.record && object ? changesOf(ctx, object, row.before, row.after) : []
    return { ...entry, fields, request_id: row.request_id, is_erased: erased.has(row.id) }
  })
  const changed = entries.flatMap(({ object: name, fields }) => {
    const object = ctx.objects.get(name)
    return object ? [{ object, changes: fields }] : []
  })
  await namesOfReferences(ctx, changed)
  return entries
}

type Names = ReadonlyMap<string, string | null>

function entryOf(ctx: Context, row: Row, names: Names): AuditEntry {
  const object = ctx.objects.get(row.object)
  const name = names.get(`${row.object} ${row.record_id}`)
  const isSeen = name !== undefined
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: actorOf(ctx, row),
    act: actOf(row.kind),
    kind: row.kind,
    verb: verbOf(row.kind),
    object: row.object,
    object_label: object?.label ?? null,
    record: isSeen ? { id: row.record_id, name } : null,
    record_id: row.record_id,
    changed: object && isSeen && row.before ? Object.keys({ ...row.before, ...row.after }).filter((field) => visibleField(ctx, object, field)) : [],
    // A change of a record has none: its fields are shown by the rights on fields.
    details: row.version === 0 ? detailsOf(row) : null,
    address: row.address,
    program: row.program,
    cause: row.cause,
  }
}

function detailsOf({ after }: Row): Record<string, unknown> | null {
  return after && Object.keys(after).length > 0 ? after : null
}

/** Names of the records that the caller may see, those in the recycle bin included: one query for each object. */
async function namesOfRecords(ctx: Context, rows: readonly Row[]): Promise<Names> {
  const names = new Map<string, string | null>()
  for (const [objectName, those] of Map.groupBy(rows, (row) => row.object)) {
    const object = ctx.objects.get(objectName)
    if (!object) continue
    const ids = [...new Set(those.map((row) => row.record_id))]
    const found = await ctx.db.rows<{ id: string; name: string | null }>(
      sql`select c.id, ${titleOf(ctx, object, 'c')} as name from ${sql.id(object.table)} c
        where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and ${allowed(ctx, objectName, 'see', 'c')}`,
    )
    // A title that is a choice is told by its words.
    const title = object.fields.get(object.title)
    for (const { id, name } of found) names.set(`${objectName} ${id}`, title?.options && name !== null ? typeOf(title).exportText(name, title, ctx.language) : name)
  }
  return names
}

async function erasedOf(ctx: Context, rows: readonly Row[]): Promise<Set<string>> {
  const found = await ctx.db.rows<{ event_id: string }>(
    sql`select distinct r.event_id from event_erasures r where r.workspace_id = ${sql.workspace} and r.event_id = any(${rows.map(({ id }) => id)}::uuid[])`,
  )
  return new Set(found.map(({ event_id }) => event_id))
}
