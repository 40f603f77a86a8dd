/**
 * Hands events to listeners, in the order of commit, at least once. The log itself is the queue: each listener keeps a position
 * in it, moved in the same transaction as its work, so that a killed process loses nothing and repeats nothing.
 */
import { transaction } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { Listener } from '../definitions/module.ts'
import { onAnnouncement, type StoredEvent } from './events.ts'

const batchSize = 1000
const lookAgainAfter = 1000

export interface Relay {
  /** Resolves when every listener has seen all events committed before the call. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** @param contexts one context a workspace, acting as the system. */
export function startRelay(options: { listeners: readonly Listener[]; contexts: () => Promise<Context[]> }): Relay {
  let stopping = false
  let wake: () => void = () => {}
  const forget = onAnnouncement(() => wake())
  const loop = (async () => {
    while (!stopping) {
      const didWork = await passOn(options).catch(() => false)
      if (didWork || stopping) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, lookAgainAfter)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return {
    settle: async () => {
      while (await passOn(options)) continue
    },
    stop: async () => {
      stopping = true
      forget()
      wake()
      await loop
    },
  }
}

/** True when there was something to do. */
async function passOn(options: { listeners: readonly Listener[]; contexts: () => Promise<Context[]> }): Promise<boolean> {
  let didWork = false
  for (const ctx of await options.contexts()) {
    for (const listener of options.listeners) {
      try {
        if (await passToListener(ctx, listener)) didWork = true
      } catch (error) {
        ctx.log.error({ error, listener: listener.name }, 'a listener failed and will be tried again')
      }
    }
  }
  return didWork
}

/**
 * Events become visible in order of commit, not of their ids; so a position is the transaction id, and only events of
 * transactions older than every running one are taken: none can slip in behind the position later.
 */
async function passToListener(ctx: Context, listener: Listener): Promise<boolean> {
  return transaction(ctx, async (ctx) => {
    await ctx.db.rows(
      sql`insert into event_positions (workspace_id, listener, tx, event_id) values (${sql.workspace}, ${listener.name}, '0'::xid8, null) on conflict do nothing`,
    )
    const [position] = await ctx.db.rows<{ tx: string; event_id: string | null }>(
      sql`select p.tx::text as tx, p.event_id from event_positions p
        where p.workspace_id = ${sql.workspace} and p.listener = ${listener.name} for update skip locked`,
    )
    if (!position) return false
    const events = await ctx.db.rows<StoredEvent & { tx: string }>(
      sql`select e.tx::text as tx, e.id, e.at, e.kind, e.object, e.record_id, e.about_id, e.version, e.actor_id, e.actor_name, e.before, e.after, e.cause
        from events e where e.workspace_id = ${sql.workspace} and e.tx < pg_snapshot_xmin(pg_current_snapshot())
          and (e.tx, e.id) > (${position.tx}::xid8, ${position.event_id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
        order by e.tx, e.id limit ${batchSize}`,
    )
    const last = events.at(-1)
    if (!last) return false
    const wanted = events.filter((event) => listener.kinds.includes(event.kind))
    if (wanted.length > 0) await listener.handle(ctx, wanted)
    await ctx.db.rows(
      sql`update event_positions p set tx = ${last.tx}::xid8, event_id = ${last.id}::uuid
        where p.workspace_id = ${sql.workspace} and p.listener = ${listener.name}`,
    )
    return true
  })
}
