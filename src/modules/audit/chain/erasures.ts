/** Events that were blanked for a person's right to be forgotten: `erase_events` in db/migrations/0009_audit.sql. */
import type { Db } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'

interface ChangedEvent {
  id: string
  /** Hashes in hexadecimal: as it was sealed, as it is now. */
  sealed: string
  now: string
}

interface Erasure {
  event_id: string
  erasure_id: string
  hash_before: string
  hash_after: string
}

/**
 * The ids of those whose change is explained, step by step from the sealed hash to the present one, by erasures that hold: the
 * event that tells of one carries the digest of all its rows.
 */
export async function areErased(db: Db, events: readonly ChangedEvent[]): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const rows = await db.rows<Erasure>(
    sql`select r.event_id, r.erasure_id, encode(r.hash_before, 'hex') as hash_before, encode(r.hash_after, 'hex') as hash_after
      from event_erasures r where r.workspace_id = ${sql.workspace} and r.event_id = any(${events.map(({ id }) => id)}::uuid[])`,
  )
  const holding = await erasuresThatHold(db, [...new Set(rows.map((row) => row.erasure_id))])
  const byEvent = Map.groupBy(rows.filter((row) => holding.has(row.erasure_id)), (row) => row.event_id)
  return new Set(events.filter((event) => leadsTo(event, byEvent.get(event.id) ?? [])).map(({ id }) => id))
}

function leadsTo(event: ChangedEvent, steps: readonly Erasure[]): boolean {
  let hash = event.sealed
  for (let step = 0; step < steps.length && hash !== event.now; step++) {
    hash = steps.find((one) => one.hash_before === hash)?.hash_after ?? hash
  }
  return hash === event.now
}

async function erasuresThatHold(db: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.rows<{ id: string }>(
    sql`select t.id from events t
      where t.workspace_id = ${sql.workspace} and t.id = any(${ids}::uuid[]) and t.kind like '%.erased'
        and t.after ->> 'digest' = (
          select encode(pg_catalog.sha256(string_agg(uuid_send(r.event_id) || r.hash_before || r.hash_after, '' order by r.event_id)), 'hex')
          from event_erasures r where r.workspace_id = ${sql.workspace} and r.erasure_id = t.id)
        and not exists (
          select 1 from event_erasures r join events e on e.workspace_id = ${sql.workspace} and e.id = r.event_id
          where r.workspace_id = ${sql.workspace} and r.erasure_id = t.id and (e.object <> t.object or e.record_id <> t.record_id))`,
  )
  return new Set(rows.map(({ id }) => id))
}
