/** One seal as it is read, and what can be wrong with it or under it. */
import { sha256 } from './canonical-form.ts'

export interface Seal {
  sequence: number
  first_tx: string
  first_id: string
  last_tx: string
  last_id: string
  events: number
  total: number
  ids: Buffer
  hashes: Buffer
  previous: Buffer
  hash: Buffer
  /** What the log holds between the seal before and the end of this one. */
  found_ids: Buffer | null
  found_hashes: Buffer | null
}

/** Whether the parts of a seal fit one another. */
export function isItself(seal: Seal): boolean {
  const fits = seal.ids.length === 16 * seal.events && seal.hashes.length === 32 * seal.events
  return fits && sha256(seal.previous, seal.hashes).equals(seal.hash) && idAt(seal.ids, 0) === seal.first_id && idAt(seal.ids, seal.events - 1) === seal.last_id
}

export function idAt(ids: Buffer, index: number): string {
  const hex = ids.toString('hex', 16 * index, 16 * index + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
