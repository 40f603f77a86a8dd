/** The one event log. Audit, history, time line, undo, change feed and listeners are all readers of it. */
import { newId } from '../../platform/ids.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'

export type EventVerb = 'created' | 'updated' | 'deleted' | 'restored'
export type Changes = Record<string, Value>

/** What a writer states; who, when and why come from the context. */
export interface NewEvent {
  /** `created`, or the past of what the domain did: `completed`. */
  verb: EventVerb | (string & {})
  recordId: string
  /** Record on whose time line it stands: itself, or the one it belongs to. */
  aboutId: string | null
  before: Changes | null
  after: Changes | null
  /** Version of the record after the event; 0 where the event is not about a version. */
  version: number
  /** Kept in histories, but not told on a time line. */
  isQuiet?: boolean
}

/** What an event is about: an object, or something else that has a name. */
export type EventObject = Pick<ObjectDefinition, 'module' | 'name' | 'timeline_at'>

export interface StoredEvent {
  id: string
  at: string
  kind: string
  object: string
  record_id: string
  about_id: string | null
  version: number
  actor_id: string
  actor_name: string
  before: Changes | null
  after: Changes | null
  cause: Record<string, string> | null
}

export const eventColumns = [
  'workspace_id', 'id', 'at', 'kind', 'object', 'record_id', 'about_id', 'version', 'actor_id', 'actor_name', 'before', 'after', 'cause', 'request_id', 'on_timeline', 'address', 'program',
] as const

/** SQL types in the order of `eventColumns`. */
export const eventTypes = [
  'uuid', 'uuid', 'timestamptz', 'text', 'text', 'uuid', 'uuid', 'bigint', 'uuid', 'text', 'jsonb', 'jsonb', 'jsonb', 'text', 'boolean', 'text', 'text',
] as const

/** Signing in and out, from where, is told to the person and to those who watch over the company, not to every colleague who sees the person. */
export const isNoAccountEvent = sql`e.cause ->> 'of' is distinct from 'account'`

/** Values of one row of `events` in the order of `eventColumns`, as parameters. */
export function eventValues(ctx: Context, object: EventObject, event: NewEvent): unknown[] {
  return eventRow(ctx, object, event).map((value, at) => (eventTypes[at] === 'jsonb' && value !== null ? JSON.stringify(value) : value))
}

/** The same as they are, for rows that travel as JSON. */
export function eventRow(ctx: Context, object: EventObject, event: NewEvent): unknown[] {
  return [
    ctx.workspace.id,
    newId(),
    ctx.clock.now(),
    `${object.module}.${object.name}.${event.verb}`,
    object.name,
    event.recordId,
    event.aboutId,
    event.version,
    ctx.actor.id,
    ctx.actor.name,
    event.before,
    event.after,
    ctx.cause,
    ctx.requestId,
    !event.isQuiet && event.aboutId !== null && !(event.verb === 'created' && object.timeline_at !== null),
    ctx.origin.address,
    ctx.origin.program,
  ]
}

/** The insert of one event, to stand inside the statement that makes the change. */
export function insertEvent(ctx: Context, object: EventObject, event: NewEvent): Sql {
  const values = eventValues(ctx, object, event).map((value) => sql`${value}`)
  return sql`insert into events (${sql.join(eventColumns.map((column) => sql.id(column)))}) values (${sql.join(values)})`
}

/** For what an action did beyond a plain change of fields. The record must already be known to be the caller's to change. */
export async function appendEvent(ctx: Context, object: EventObject, event: NewEvent): Promise<void> {
  await ctx.db.rows(insertEvent(ctx, object, event))
  announceAfterCommit(ctx, object)
}

/** Tells this process at once and the others on the database a moment later (app.ts). */
export function announceAfterCommit(ctx: Context, object: Pick<EventObject, 'name'>): void {
  ctx.db.afterCommit(() => announce(ctx.workspace.id, object.name, 'here'))
}

export function announce(...announcement: Parameters<AnnouncementListener>): void {
  for (const listener of announcements) listener(...announcement)
}

type AnnouncementListener = (workspaceId: string, object: string, from: 'here' | 'elsewhere') => void
const announcements = new Set<AnnouncementListener>()

/** Called after every commit that changed a record, of this process or another; returns how to stop listening. */
export function onAnnouncement(listener: AnnouncementListener): () => void {
  announcements.add(listener)
  return () => announcements.delete(listener)
}

/** Which record's time line a record stands on: the one it points to, or itself. */
export function aboutOf(object: ObjectDefinition, id: string, record: Record<string, Value>): string | null {
  if (object.has_timeline) return id
  const about = object.about ? record[object.about] : null
  return typeof about === 'string' ? about : null
}
