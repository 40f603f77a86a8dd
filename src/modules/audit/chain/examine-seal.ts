/** Where a seal and the log differ: which event it is, and what happened to it. */
import type { Db } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { areErased } from './erasures.ts'
import type { Fault } from '../audit-shape.ts'
import { idAt, type Seal } from './seal.ts'

type EventFault = Omit<Fault, 'sequence'>

/** @returns `erased`: how many differ by an erasure that the log tells of, which is no fault. */
export async function examineSeal(db: Db, seal: Seal): Promise<{ faults: EventFault[]; erased: number }> {
  const sealed = hashesById(seal.ids, seal.hashes)
  const found = hashesById(seal.found_ids ?? Buffer.alloc(0), seal.found_hashes ?? Buffer.alloc(0))
  const missing = [...sealed.keys()].filter((id) => !found.has(id))
  const elsewhere = await idsInLog(db, missing)
  const changed = [...sealed].flatMap(([id, hash]) => {
    const now = found.get(id)
    return now === undefined || now === hash ? [] : [{ id, sealed: hash, now }]
  })
  const erased = await areErased(db, changed)
  const faults: EventFault[] = [
    ...missing.map((event): EventFault => ({ event, kind: elsewhere.has(event) ? 'event_moved' : 'event_removed' })),
    ...changed.filter(({ id }) => !erased.has(id)).map(({ id }): EventFault => ({ event: id, kind: 'event_changed' })),
    ...[...found.keys()].filter((id) => !sealed.has(id)).map((event): EventFault => ({ event, kind: 'event_inserted' })),
  ]
  const outOfOrder = firstOutOfOrder([...sealed.keys()].filter((id) => found.has(id)), [...found.keys()].filter((id) => sealed.has(id)))
  if (outOfOrder) faults.push({ event: outOfOrder, kind: 'events_reordered' })
  return { faults, erased: erased.size }
}

/** In the order they stand in; a Map keeps it. */
function hashesById(ids: Buffer, hashes: Buffer): Map<string, string> {
  return new Map(Array.from({ length: Math.floor(ids.length / 16) }, (_, index) => [idAt(ids, index), hashes.toString('hex', 32 * index, 32 * index + 32)]))
}

async function idsInLog(db: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.rows<{ id: string }>(sql`select e.id from events e where e.workspace_id = ${sql.workspace} and e.id = any(${ids}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}

function firstOutOfOrder(sealed: readonly string[], found: readonly string[]): string | undefined {
  return found.find((id, index) => sealed[index] !== id)
}
