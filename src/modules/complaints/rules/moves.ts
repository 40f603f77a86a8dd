import { issue, type Issue } from '../../../platform/problems.ts'

/** In their order; a complaint begins before the first. */
export const steps = ['listened', 'defined', 'proposed', 'agreed', 'apologised', 'done', 'verified'] as const
export type Status = 'opened' | (typeof steps)[number] | 'withdrawn'

/**
 * One step after the other. A proposal that is not accepted is followed by another one; what the call-back finds unsettled goes on from
 * what was just heard, and needs to be defined anew.
 */
const moves: Record<Status, readonly Status[]> = {
  opened: ['listened', 'withdrawn'],
  listened: ['defined', 'withdrawn'],
  defined: ['proposed', 'withdrawn'],
  proposed: ['proposed', 'agreed', 'withdrawn'],
  agreed: ['apologised', 'withdrawn'],
  apologised: ['done', 'withdrawn'],
  done: ['verified', 'listened'],
  verified: [],
  withdrawn: [],
}

const known = new Map<string, readonly string[]>(Object.entries(moves))

export function mayMove(from: string | null, to: string): boolean {
  return known.get(from ?? '')?.includes(to) ?? false
}

/** Nothing skips a step, the program itself included. @param before null for a new complaint */
export function faultsOfMove(status: string | null, before: string | null): Issue[] {
  const isAllowed = before === null ? status === 'opened' : status === before || mayMove(before, status ?? '')
  return isAllowed ? [] : [issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped')]
}

/** Given only what was approved; what was returned is a draft again. */
const compensationMoves: Record<string, readonly string[]> = {
  draft: ['waiting', 'approved', 'cancelled'],
  waiting: ['approved', 'refused', 'draft'],
  approved: ['given', 'cancelled'],
  refused: [],
  given: [],
  cancelled: [],
}

export function mayMoveCompensation(from: string | null, to: string): boolean {
  return compensationMoves[from ?? '']?.includes(to) ?? false
}

export function faultsOfCompensation(status: string | null, before: string | null): Issue[] {
  const isAllowed = before === null ? status === 'draft' : status === before || mayMoveCompensation(before, status ?? '')
  return isAllowed ? [] : [issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped')]
}
