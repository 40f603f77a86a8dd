import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { ChainState, Fault } from '../audit-shape.ts'

interface Row {
  sequence: number
  hash: string
  sealed_at: Date
  total: number
  last_tx: string
  last_id: string
  until: Date | null
}

/** Cheap: what was written down, not the log itself. */
export async function chainState(ctx: Context): Promise<ChainState> {
  const [seal] = await ctx.db.rows<Row>(
    sql`select s.sequence, encode(s.hash, 'hex') as hash, s.sealed_at, s.total, s.last_tx::text as last_tx, s.last_id,
        (select e.at from events e where e.workspace_id = ${sql.workspace} and e.id = s.last_id) as until
      from event_seals s where s.workspace_id = ${sql.workspace} order by s.sequence desc limit 1`,
  )
  const [waiting] = await ctx.db.rows<{ events: number }>(
    sql`select count(*) as events from events e where e.workspace_id = ${sql.workspace}
      and (e.tx, e.id) > (${seal?.last_tx ?? '0'}::xid8, ${seal?.last_id ?? '00000000-0000-0000-0000-000000000000'}::uuid)`,
  )
  const [check] = await ctx.db.rows<{ checked_at: Date; sequence: number; events: number; erased: number; faults: Fault[]; fault_count: number }>(
    sql`select c.checked_at, c.sequence, c.events, c.erased, c.faults, c.fault_count from event_checks c where c.workspace_id = ${sql.workspace}`,
  )
  return {
    newest: seal ? { sequence: seal.sequence, hash: seal.hash, sealed_at: seal.sealed_at.toISOString(), entries: seal.total, until: seal.until?.toISOString() ?? null } : null,
    waiting: waiting?.events ?? 0,
    checked: check ? { at: check.checked_at.toISOString(), sequence: check.sequence, entries: check.events, erased: check.erased, faults: check.faults, fault_count: check.fault_count } : null,
  }
}
