/** Who is next, and when it is decided: a pure reading of the signatures of one round. */

/** How the seats of one step decide: all of them, the first of them, or one after the other. */
export const hows = ['all', 'any', 'in_turn'] as const
export type How = (typeof hows)[number]

export const marks = ['waiting', 'later', 'approved', 'refused', 'returned', 'delegated', 'skipped'] as const
export type Mark = (typeof marks)[number]

/**
 * A seat is one opinion that the line asks for. Several people may sit on it one after the other: whoever was added before or after, and
 * whoever it was delegated to. It is signed when all of them that were not passed over have approved.
 */
export interface Placed {
  id: string
  /** Index of the step, from 0. */
  step: number
  seat: number
  /** Within the seat. */
  position: number
  status: Mark
}

export interface Standing {
  outcome: 'waiting' | 'approved' | 'refused' | 'returned'
  /** Ids of those whose turn it is. Never empty while it waits. */
  turn: string[]
  /** Ids of open ones that are not asked any more. */
  dropped: string[]
}

/** One refusal or return ends the round, whatever the others say; otherwise the first step that is not done has the turn. */
export function standingOf(steps: readonly How[], signatures: readonly Placed[]): Standing {
  const end = signatures.find(({ status }) => status === 'refused' || status === 'returned')
  if (end) return { outcome: end.status === 'refused' ? 'refused' : 'returned', turn: [], dropped: idsOf(signatures.filter(isOpen)) }
  const dropped: string[] = []
  for (const [step, how] of steps.entries()) {
    const seats = seatsOf(signatures, step)
    const open = seats.filter((seat) => seat.some(isOpen))
    if (open.length === 0) continue
    if (how === 'any' && seats.some(isSigned)) dropped.push(...open.flatMap((seat) => idsOf(seat.filter(isOpen))))
    else return { outcome: 'waiting', turn: (how === 'in_turn' ? open.slice(0, 1) : open).flatMap((seat) => idsOf(seat.filter(isOpen).slice(0, 1))), dropped }
  }
  return { outcome: 'approved', turn: [], dropped }
}

export function isOpen({ status }: Pick<Placed, 'status'>): boolean {
  return status === 'waiting' || status === 'later'
}

function isSigned(seat: readonly Placed[]): boolean {
  return !seat.some(isOpen) && seat.some(({ status }) => status === 'approved')
}

/** In their order; within each by position. */
function seatsOf(signatures: readonly Placed[], step: number): Placed[][] {
  const ofStep = signatures.filter((one) => one.step === step).sort((a, b) => a.seat - b.seat || a.position - b.position)
  return [...Map.groupBy(ofStep, ({ seat }) => seat).values()]
}

function idsOf(signatures: readonly Placed[]): string[] {
  return signatures.map(({ id }) => id)
}
