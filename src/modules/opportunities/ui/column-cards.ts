/** The cards of one column: those of its list, without what was moved away and with what was moved here a moment ago. Pure. */

import { idOf } from '../../../web/client/reference-parts.ts'
import type { RecordData } from '../../../web/client/records.ts'
import type { Moved } from './use-moves.tsx'

/** Of a card with the space below it: places are reckoned, not measured. */
export const cardHeight = 112

/** After so long the lists have been asked again, except those that hold still because much of them is loaded. */
export const heldFor = 6000

export function withMoved(given: { rows: { records: RecordData[]; isOutdated: boolean; offset: number }; moved: ReadonlyMap<string, Moved>; stage: string; now?: number }): RecordData[] {
  const { rows, moved, stage, now = Date.now() } = given
  if (moved.size === 0) return rows.records
  const isHeld = ({ at }: Moved) => rows.isOutdated || now - at < heldFor
  const stays = rows.records.filter((record) => {
    const move = moved.get(record.id)
    // The list knows better once it has a later version.
    return !move || !isHeld(move) || move.stage === stage || (idOf(record.stage) === stage && record.version > move.record.version)
  })
  const there = new Set(stays.map(({ id }) => id))
  const arrived = [...moved.values()].filter((move) => move.stage === stage && isHeld(move) && !there.has(move.record.id)).map(({ record }) => record)
  return rows.offset === 0 ? [...arrived.toReversed(), ...stays] : stays
}
