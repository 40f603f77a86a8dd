import { createHash } from 'node:crypto'
import { sql, type Sql } from '../../../platform/db/sql.ts'

/**
 * The hash of an event, as in docs/operation.md. Written out from what PostgreSQL brings along, and not by the function
 * `event_hash` that seals: who can change events could change that one as well.
 */
export function hashOfEvent(e: string): Sql {
  const column = (name: string) => sql.id(e, name)
  const at = sql`to_char(${column('at')} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  const before = ['workspace_id', 'id'].map(column)
  const behind = [
    'kind', 'object', 'record_id', 'about_id', 'on_timeline', 'version', 'actor_id', 'actor_name', 'before', 'after', 'cause', 'request_id', 'address', 'program',
  ].map(column)
  return sql`pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.json_build_array(${sql.join([...before, at, ...behind])})::text, 'UTF8'))`
}

/** What the first seal follows: the hash of nothing. */
export const beginningOfChain = sha256()

export function sha256(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
