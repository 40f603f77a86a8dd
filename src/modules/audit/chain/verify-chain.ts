/** Reads the whole log again and compares it with its seals, one seal at a time. */
import type { Db } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Fault } from '../audit-shape.ts'
import { beginningOfChain, hashOfEvent } from './canonical-form.ts'
import { examineSeal } from './examine-seal.ts'
import { isItself, type Seal } from './seal.ts'

export interface ChainReport {
  seals: number
  /** Sealed events that were looked at. */
  events: number
  /** Of these, blanked by an erasure that the log tells of. */
  erased: number
  /** The newest seal; null where nothing is sealed yet. */
  newest: { sequence: number; hash: string } | null
  /** Committed, but not sealed yet. */
  waiting: { events: number; since: Date | null }
  /** The first of them. */
  faults: Fault[]
  faultCount: number
}

export interface VerifyOptions {
  /** After each seal; false stops. */
  onProgress?: (events: number, of: number) => Promise<boolean> | boolean
  mostFaults?: number
}

interface Place {
  sequence: number
  total: number
  tx: string
  id: string
  hash: Buffer
}

const beginning: Place = { sequence: 0, total: 0, tx: '0', id: '00000000-0000-0000-0000-000000000000', hash: beginningOfChain }

/**
 * The log of the workspace of `db`. Memory does not grow with it: one seal and its events are held at a time.
 * @returns null when `onProgress` stopped it.
 */
export async function verifyChain(db: Db, options: VerifyOptions = {}): Promise<ChainReport | null> {
  const end = await newestSeal(db)
  const report: ChainReport = { seals: 0, events: 0, erased: 0, newest: null, waiting: { events: 0, since: null }, faults: [], faultCount: 0 }
  const tell = (fault: Fault) => {
    if (report.faultCount++ < (options.mostFaults ?? 100)) report.faults.push(fault)
  }
  let place = beginning
  while (place.sequence < end.sequence) {
    const seal = await sealAfter(db, place)
    if (!seal) break
    const found = await compare(db, place, seal, tell)
    report.seals++
    report.events += seal.events
    report.erased += found.erased
    place = { sequence: seal.sequence, total: seal.total, tx: seal.last_tx, id: seal.last_id, hash: seal.hash }
    report.newest = { sequence: seal.sequence, hash: seal.hash.toString('hex') }
    if ((await options.onProgress?.(report.events, end.total)) === false) return null
  }
  // Seals that went while they were being read.
  if (place.sequence < end.sequence) tell({ sequence: end.sequence, event: null, kind: 'seals_shortened' })
  report.waiting = await waitingAfter(db, place)
  return report
}

async function compare(db: Db, before: Place, given: Seal, tell: (fault: Fault) => void): Promise<{ erased: number }> {
  let seal = given
  const isGap = seal.sequence !== before.sequence + 1
  if (isGap) {
    for (let lost = before.sequence + 1; lost < seal.sequence; lost++) tell({ sequence: lost, event: null, kind: 'seal_removed' })
    // The events of the lost seals would all look inserted.
    seal = (await sealAfter(db, before, { fromItsFirst: true })) ?? given
  }
  const { sequence } = seal
  if (!isItself(seal)) tell({ sequence, event: null, kind: 'seal_changed' })
  if (!isGap && (!seal.previous.equals(before.hash) || seal.total !== before.total + seal.events)) tell({ sequence, event: null, kind: 'seal_unlinked' })
  if (seal.found_ids?.equals(seal.ids) && seal.found_hashes?.equals(seal.hashes)) return { erased: 0 }
  const { faults, erased } = await examineSeal(db, seal)
  for (const fault of faults) tell({ sequence, ...fault })
  return { erased }
}

async function newestSeal(db: Db): Promise<{ sequence: number; total: number }> {
  const [row] = await db.rows<{ sequence: number; total: number }>(
    sql`select s.sequence, s.total from event_seals s where s.workspace_id = ${sql.workspace} order by s.sequence desc limit 1`,
  )
  return row ?? { sequence: 0, total: 0 }
}

/** The next seal, and in the same snapshot what the log holds where its events must be. */
async function sealAfter(db: Db, place: Place, options: { fromItsFirst?: boolean } = {}): Promise<Seal | undefined> {
  const from = options.fromItsFirst ? sql`(e.tx, e.id) >= (s.first_tx, s.first_id)` : sql`(e.tx, e.id) > (${place.tx}::xid8, ${place.id}::uuid)`
  const [seal] = await db.rows<Seal>(
    sql`select s.sequence, s.first_tx::text, s.first_id, s.last_tx::text, s.last_id, s.events, s.total, s.ids, s.hashes, s.previous, s.hash,
        f.ids as found_ids, f.hashes as found_hashes
      from (select * from event_seals n where n.workspace_id = ${sql.workspace} and n.sequence > ${place.sequence} order by n.sequence limit 1) s
      left join lateral (
        select string_agg(uuid_send(h.id), '' order by h.tx, h.id) as ids, string_agg(h.hash, '' order by h.tx, h.id) as hashes
        from (select e.tx, e.id, ${hashOfEvent('e')} as hash from events e
          where e.workspace_id = ${sql.workspace} and ${from} and (e.tx, e.id) <= (s.last_tx, s.last_id) order by e.tx, e.id) h
      ) f on true`,
    { prepared: true },
  )
  return seal
}

async function waitingAfter(db: Db, place: Place): Promise<ChainReport['waiting']> {
  const [row] = await db.rows<{ events: number; since: Date | null }>(
    sql`select count(*) as events, min(e.at) as since from events e
      where e.workspace_id = ${sql.workspace} and (e.tx, e.id) > (${place.tx}::xid8, ${place.id}::uuid)`,
  )
  return row ?? { events: 0, since: null }
}
