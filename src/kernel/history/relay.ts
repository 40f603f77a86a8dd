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
/** Milliseconds in which what else is written comes along in the same round. Nobody notices them, and a busy database does a fraction of the work. */
const gatherFor = 25

export interface Relay {
  /** Resolves when every listener has seen all events committed before the call; rejects when one fails. */
  settle(): Promise<void>
  stop(): Promise<void>
}

interface RelayOptions {
  /** Those of the modules where left out. */
  listeners?: readonly Listener[]
  /** One context a workspace, acting as the system. */
  contexts: () => Promise<Context[]>
}

/** Begins to hand on events at once, and goes on until it is stopped. */
export function startRelay(options: RelayOptions): Relay {
  let stopping = false
  let isCalled = false
  let wake: () => void = () => {}
  const forget = onAnnouncement((_workspaceId, _object, from) => {
    // Two relays at the same events only stand in each other's way.
    if (from === 'elsewhere') return
    isCalled = true
    wake()
  })
  const loop = (async () => {
    while (!stopping) {
      isCalled = false
      const didWork = await passOn(options, tellAndGoOn).catch(() => false)
      if (isCalled && !stopping) await pause(gatherFor)
      if (didWork || isCalled || stopping) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, lookAgainAfter)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      if (isCalled && !stopping) await pause(gatherFor)
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
    // Listeners that stand at the same place, which are nearly always all, read the log together.
    for (const { position, listeners } of await placesOf(ctx, options.listeners ?? ctx.registry.listeners)) {
      if (await passFrom(ctx, position, listeners, onFailure)) didWork = true
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
  for (const ctx of await options.contexts()) {
    const target = targets.get(ctx.workspace.id)
    if (!target) continue
    const names = (options.listeners ?? ctx.registry.listeners).map((listener) => listener.name)
    const late = await ctx.db.rows(
      sql`select 1 from event_positions p where p.workspace_id = ${sql.workspace} and p.listener = any(${names}::text[]) and ${target} limit 1`,
    )
    if (late.length > 0) return true
  }
  return false
}

/** A place in the log: up to and with this event everything was handed on. */
interface Position {
  tx: string
  event_id: string
}

const beginning: Position = { tx: '0', event_id: '00000000-0000-0000-0000-000000000000' }

interface Place {
  position: Position
  listeners: Listener[]
}

async function placesOf(ctx: Context, listeners: readonly Listener[]): Promise<Place[]> {
  const names = listeners.map(({ name }) => name)
  const stored = await ctx.db.rows<Position & { listener: string }>(
    sql`select p.listener, p.tx::text as tx, coalesce(p.event_id, ${beginning.event_id}::uuid) as event_id from event_positions p
      where p.workspace_id = ${sql.workspace} and p.listener = any(${names}::text[])`,
  )
  const positions = new Map(stored.map((position) => [position.listener, position]))
  const isNew = listeners.some(({ name }) => !positions.has(name))
  if (isNew) await takePlaces(ctx, names)
  const places = new Map<string, Place>()
  for (const listener of listeners) {
    const position = positions.get(listener.name) ?? beginning
    const key = `${position.tx} ${position.event_id}`
    const place = places.get(key)
    if (place) place.listeners.push(listener)
    else places.set(key, { position, listeners: [listener] })
  }
  return [...places.values()]
}

async function takePlaces(ctx: Context, names: readonly string[]): Promise<void> {
  await ctx.db.rows(
    sql`insert into event_positions (workspace_id, listener, tx, event_id)
      select ${sql.workspace}, l.name, ${beginning.tx}::xid8, ${beginning.event_id}::uuid from unnest(${names}::text[]) as l(name) on conflict do nothing`,
  )
}

async function passFrom(ctx: Context, position: Position, listeners: readonly Listener[], onFailure: OnFailure): Promise<boolean> {
  const events = await eventsAfter(ctx, position, listeners)
  const last = events.at(-1)
  if (!last) return false
  const step = { from: position, to: { tx: last.tx, event_id: last.id } }
  const idle: string[] = []
  let didWork = false
  for (const listener of listeners) {
    const wanted = events.filter((event) => listener.kinds.includes(event.kind))
    if (wanted.length === 0) {
      idle.push(listener.name)
      continue
    }
    try {
      if (await handOver(ctx, listener, step, wanted)) didWork = true
    } catch (error) {
      onFailure(error, ctx, listener)
    }
  }
  if (idle.length > 0 && (await move(ctx, idle, step)).length > 0) didWork = true
  return didWork
}

/**
 * Events become visible in order of commit, not of their ids; so a position is the transaction id, and only events of
 * transactions older than every running one are taken: none can slip in behind the position later. What changed is read of the
 * kinds somebody wants.
 */
async function eventsAfter(ctx: Context, { tx, event_id: id }: Position, listeners: readonly Listener[]): Promise<(StoredEvent & { tx: string })[]> {
  const kinds = [...new Set(listeners.flatMap((listener) => listener.kinds))]
  const ofWanted = (column: Sql) => sql`case when e.kind = any(${kinds}::text[]) then ${column} end`
  return ctx.db.rows(
    sql`select e.tx::text as tx, e.id, e.at, e.kind, e.object, e.record_id, e.about_id, e.version, e.actor_id, e.actor_name,
        ${ofWanted(sql`e.before`)} as before, ${ofWanted(sql`e.after`)} as after, e.cause
      from events e where e.workspace_id = ${sql.workspace} and e.tx < pg_snapshot_xmin(pg_current_snapshot()) and (e.tx, e.id) > (${tx}::xid8, ${id}::uuid)
      order by e.tx, e.id limit ${batchSize}`,
    { prepared: true },
  )
}

interface Step {
  from: Position
  to: Position
}

/** False when another process is at it. */
async function handOver(ctx: Context, listener: Listener, step: Step, events: StoredEvent[]): Promise<boolean> {
  return transaction(ctx, async (ctx) => {
    if ((await move(ctx, [listener.name], step)).length === 0) return false
    await listener.handle(ctx, events)
    return true
  })
}

/**
 * Moves those that still stand where they stood and that no other process holds. The commit is not waited for on the disk: what a
 * crash takes away is position and work together, to be done again.
 */
async function move(ctx: Context, names: readonly string[], { from, to }: Step): Promise<unknown[]> {
  return ctx.db.rows(
    sql`with p as (select p.listener from event_positions p where p.workspace_id = ${sql.workspace} and p.listener = any(${names}::text[])
        and p.tx = ${from.tx}::xid8 and coalesce(p.event_id, ${beginning.event_id}::uuid) = ${from.event_id}::uuid for update skip locked)
      update event_positions m set tx = ${to.tx}::xid8, event_id = ${to.event_id}::uuid from p
      where m.workspace_id = ${sql.workspace} and m.listener = p.listener
      returning m.listener, set_config('synchronous_commit', 'off', true)`,
    { prepared: true },
  )
}
