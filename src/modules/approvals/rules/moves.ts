/** Which states may follow each other: whatever tries to skip one is refused, also the program. */
import { issue, type Issue } from '../../../platform/problems.ts'

const moves: Record<string, readonly string[]> = {
  waiting: ['approved', 'refused', 'returned', 'withdrawn'],
  // The requester changed what was asked and asks again, or gives up.
  returned: ['waiting', 'approved', 'withdrawn'],
  approved: [],
  refused: [],
  withdrawn: [],
}

const signing: Record<string, readonly string[]> = {
  later: ['waiting', 'skipped'],
  waiting: ['later', 'approved', 'refused', 'returned', 'delegated', 'skipped'],
}

export function refuseMove(to: string | null, from: string | null): Issue[] {
  return faultOf(moves, to, from)
}

export function refuseSigning(to: string | null, from: string | null): Issue[] {
  return faultOf(signing, to, from)
}

function faultOf(table: Record<string, readonly string[]>, to: string | null, from: string | null): Issue[] {
  if (from === null || from === to || table[from]?.includes(String(to))) return []
  return [issue('status', 'wrong_move', '状态不能这样改变', 'The status cannot be moved like this')]
}
