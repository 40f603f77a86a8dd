import { issue, type Issue } from '../../../platform/problems.ts'

type Status = 'new' | 'working' | 'qualified' | 'unqualified' | 'converted'

/** What may become of a lead. A conversion is for good: what came of it lives on with the customer. */
export const moves: Record<Status, readonly Status[]> = {
  new: ['working', 'unqualified'],
  working: ['qualified', 'unqualified'],
  qualified: ['working', 'unqualified', 'converted'],
  unqualified: ['working'],
  converted: [],
}

const known = new Map<string, readonly string[]>(Object.entries(moves))

export function mayMove(from: string, to: string): boolean {
  return known.get(from)?.includes(to) ?? false
}

/** Its outcome is known. */
export function isSettled(status: string | null): boolean {
  return status === 'unqualified' || status === 'converted'
}

/** Nothing skips a state, the program itself included. @param before null for a new lead */
export function faultsOfMove(status: string | null, before: string | null): Issue[] {
  if (status === before || (status !== null && (before === null ? status === 'new' : mayMove(before, status)))) return []
  return [issue('status', 'wrong_state', '线索不能这样改变状态', 'A lead does not move like this')]
}
