/**
 * Hands events to listeners, in the order of commit, at least once. The log itself is the queue: each listener keeps a position
 * in it, moved in the same transaction as its work, so that a killed process loses nothing and repeats nothing.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { transaction } from '../../platform/db/database.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { Listener } from '../definitions/module.ts'
import { onAnnouncement, type StoredEvent } from './events.ts'

const batchSize = 1000
const lookAgainAfter = 1000

export interface Relay {
  /** Resolves when every listener has seen all events committed before the call; rejects when one fails. */
  settle(): Promise<void>
  stop(): Promise<void>
}

interface RelayOptions {
  listeners: readonly Listener[]
  /** One context a workspace, acting as the system. */
  contexts: () => Promise<Context[]>
}

/** Begins to hand on events at once, and goes on until it is stopped. */
export function startRelay(options: RelayOptions): Relay {
  let stopping = false
  let isCalled = false
  let wake: () => void = () => {}
  const forget = onAnnouncement(() => {
    isCalled = true
    wake()
  })
  const loop = (async () => {
    while (!stopping) {
      isCalled = false
      const didWork = await passOn(options, tellAndGoOn).catch(() => false)
      if (didWork || isCalled || stopping) continue
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
      const targets = await lastEvents(options)
      while ((await passOn(options, fail)) || (await isBehind(options, targets))) await pause(5)
    },
    stop: async () => {
      stopping = true
      forget()
      wake()
      await loop
    },
  }
}

type OnFailure = (error: unknown, ctx: Context, listener: Listener) => void

function tellAndGoOn(error: unknown, ctx: Context, listener: Listener): void {
  ctx.log.error({ err: error, listener: listener.name }, 'a listener failed and will be tried again')
}

function fail(error: unknown): never {
  throw error
}

/** True when there was something to do. */
async function passOn(options: RelayOptions, onFailure: OnFailure): Promise<boolean> {
  let didWork = false
  for (const ctx of await options.contexts()) {
    for (const listener of options.listeners) {
      try {
        if (await passToListener(ctx, listener)) didWork = true
      } catch (error) {
        onFailure(error, ctx, listener)
      }
    }
  }
  return didWork
}

/** The newest event of each workspace, as a condition for positions that have not come so far. */
async function lastEvents(options: RelayOptions): Promise<Map<string, Sql>> {
  const targets = new Map<string, Sql>()
  for (const ctx of await options.contexts()) {
    const [last] = await ctx.db.rows<{ tx: string; id: string }>(
      sql`select e.tx::text as tx, e.id from events e where e.workspace_id = ${sql.workspace} order by e.tx desc, e.id desc limit 1`,
    )
    if (last) targets.set(ctx.workspace.id, sql`(p.tx, p.event_id) < (${last.tx}::xid8, ${last.id}::uuid)`)
  }
  return targets
}

/** Another process may be at work on it, or a running transaction hold it back. */
async function isBehind(options: RelayOptions, targets: Map<string, Sql>): Promise<boolean> {
  const names = options.listeners.map((listener) => listener.name)
  for (const ctx of await options.contexts()) {
    const target = targets.get(ctx.workspace.id)
    if (!target) continue
    const late = await ctx.db.rows(
      sql`select 1 from event_positions p where p.workspace_id = ${sql.workspace} and p.listener = any(${names}::text[]) and ${target} limit 1`,
    )
    if (late.length > 0) return true
  }
  return false
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
    const wanted = events.filter(({ kind }) => listener.kinds.includes(kind) || listener.kinds.includes(`*.${kind.split('.')[2]}`))
    if (wanted.length > 0) await listener.handle(ctx, wanted)
    await ctx.db.rows(
      sql`update event_positions p set tx = ${last.tx}::xid8, event_id = ${last.id}::uuid
        where p.workspace_id = ${sql.workspace} and p.listener = ${listener.name}`,
    )
    return true
  })
}
