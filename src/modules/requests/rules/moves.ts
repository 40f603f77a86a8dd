import { issue, type Issue } from '../../../platform/problems.ts'

export const steps = ['received', 'terms_checked', 'diagnosing', 'assigned', 'in_progress', 'completed', 'evaluated', 'closed'] as const
export type Step = (typeof steps)[number]
export type Status = Step | 'waiting_customer' | 'cancelled'

/**
 * Where a request may go from each step. Two steps may be passed over: what diagnosing solves needs nobody to be sent, and not every
 * customer says what it was worth. Who waits for the customer goes on where the work stood.
 */
const moves: Record<Step, readonly Status[]> = {
  received: ['terms_checked', 'waiting_customer', 'cancelled'],
  terms_checked: ['diagnosing', 'waiting_customer', 'cancelled'],
  diagnosing: ['assigned', 'completed', 'waiting_customer', 'cancelled'],
  assigned: ['in_progress', 'waiting_customer', 'cancelled'],
  in_progress: ['completed', 'waiting_customer', 'cancelled'],
  completed: ['evaluated', 'closed', 'in_progress'],
  evaluated: ['closed', 'in_progress'],
  closed: ['in_progress'],
}

const known = new Map<string, readonly string[]>(Object.entries(moves))

/** What a request stands at: its status, and where it goes on while it waits for the customer. */
export interface Place {
  status: string | null
  resumes_to: string | null
}

export function mayMove({ status, resumes_to }: Place, to: string): boolean {
  if (status === 'waiting_customer') return to === resumes_to || to === 'cancelled'
  return known.get(status ?? '')?.includes(to) ?? false
}

/** Nothing more is to be done, unless it is opened again. */
export function isDone(status: string | null): boolean {
  return status === 'completed' || status === 'evaluated' || status === 'closed' || status === 'cancelled'
}

/** Nothing skips a step, the program itself included. @param before null for a new request */
export function faultsOfMove(place: Place, before: Place | null): Issue[] {
  const isSame = before !== null && place.status === before.status && place.resumes_to === before.resumes_to
  const isAllowed = before === null ? place.status === 'received' : place.status !== before.status && mayMove(before, place.status ?? '')
  // It goes on where it stood, nowhere else.
  const isRemembered = place.status === 'waiting_customer' ? place.resumes_to === (before?.status ?? null) : place.resumes_to === null
  return isSame || (isAllowed && isRemembered) ? [] : [issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped')]
}

const beyondFirst: readonly unknown[] = ['assigned', 'in_progress', 'waiting_customer']

/** Of a completed request: whoever took it up solved it. */
export function isFirstContact({ steps: taken, reopened_count: reopened }: { steps?: unknown; reopened_count?: unknown }): boolean {
  return Number(reopened ?? 0) === 0 && !(Array.isArray(taken) && taken.some((each: { step?: unknown }) => beyondFirst.includes(each.step)))
}
