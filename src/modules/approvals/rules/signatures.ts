/** What the acts of signers make of the signatures of a round: pure, from one list to the next. */
import { isOpen, standingOf, type How, type Placed, type Standing } from './standing.ts'

/** Why somebody was not asked, or asked instead of somebody else. */
export const reasons = ['empty', 'own', 'nobody', 'left', 'superior', 'administrator', 'delegated', 'added', 'not_needed'] as const
export type Reason = (typeof reasons)[number]

export interface Signature extends Placed {
  /** Null where a step found nobody. */
  person: string | null
  reason: Reason | null
  /** Who handed it on, or added this one. */
  in_place_of: string | null
  /** Who decided, where a substitute did. */
  signed_by: string | null
  comment: string | null
  /** What was said to this person by whoever added this signature. */
  note: string | null
  decided_at: string | null
}

export type Draft = Omit<Signature, 'id'>

export const blank = { status: 'later', reason: null, in_place_of: null, signed_by: null, comment: null, note: null, decided_at: null } as const

export interface Decision {
  id: string
  status: 'approved' | 'refused' | 'returned'
  signed_by: string | null
  comment: string | null
  at: string
}

export function sign(signatures: readonly Signature[], { id, status, signed_by, comment, at }: Decision): Signature[] {
  return signatures.map((one) => (one.id === id ? { ...one, status, signed_by, comment, decided_at: at } : one))
}

export interface Handing {
  /** Signature that is handed on. */
  id: string
  /** Id of the new one. */
  newId: string
  to: string
  reason: 'delegated' | 'superior' | 'administrator'
  signed_by: string | null
  comment: string | null
  at: string
}

/** Somebody else takes the place, at once. */
export function handOn(signatures: readonly Signature[], { id, newId, to, reason, signed_by, comment, at }: Handing): Signature[] {
  const own = signatures.find((one) => one.id === id)
  if (!own) return [...signatures]
  const left = reason === 'delegated' ? { status: 'delegated' as const, reason: own.reason } : { status: 'skipped' as const, reason: 'left' as const }
  const handed = signatures.map((one) => (one.id === id ? { ...one, ...left, signed_by, comment, decided_at: at } : one))
  return insertAt(handed, { ...blank, id: newId, step: own.step, seat: own.seat, position: own.position + 1, person: to, reason, in_place_of: own.person })
}

/** Nobody is there who could take the place. */
export function leaveOut(signatures: readonly Signature[], id: string, at: string): Signature[] {
  return signatures.map((one) => (one.id === id ? { ...one, status: 'skipped', reason: 'left', decided_at: at } : one))
}

/** One more opinion on the same seat, before the own one or after it. */
export function addSigner(signatures: readonly Signature[], added: { id: string; newId: string; person: string; place: 'before' | 'after'; note: string | null }): Signature[] {
  const own = signatures.find((one) => one.id === added.id)
  if (!own) return [...signatures]
  const position = added.place === 'before' ? own.position : own.position + 1
  return insertAt(signatures, { ...blank, id: added.newId, step: own.step, seat: own.seat, position, person: added.person, reason: 'added', in_place_of: own.person, note: added.note })
}

/** Every open one says whether it is its turn; those that are not asked any more are passed over. */
export function settled(steps: readonly How[], signatures: readonly Signature[]): { outcome: Standing['outcome']; signatures: Signature[] } {
  const { outcome, turn, dropped } = standingOf(steps, signatures)
  return {
    outcome,
    signatures: signatures.map((one) => {
      if (!isOpen(one)) return one
      if (dropped.includes(one.id)) return { ...one, status: 'skipped', reason: 'not_needed' }
      return { ...one, status: turn.includes(one.id) ? 'waiting' : 'later' }
    }),
  }
}

function insertAt(signatures: readonly Signature[], added: Signature): Signature[] {
  const isBehind = (one: Signature) => one.step === added.step && one.seat === added.seat && one.position >= added.position
  return [...signatures.map((one) => (isBehind(one) ? { ...one, position: one.position + 1 } : one)), added]
}
