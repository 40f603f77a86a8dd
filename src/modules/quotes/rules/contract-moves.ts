import type { Issue } from '../../../platform/problems.ts'
import { refusedMove } from './quote-moves.ts'

const moves: Record<string, readonly string[]> = {
  draft: ['in_approval', 'approved'],
  in_approval: ['approved', 'draft'],
  approved: ['signed', 'draft'],
  signed: ['active', 'ended', 'terminated'],
  active: ['ended', 'terminated'],
  ended: [],
  terminated: [],
}

const content = [
  'name', 'customer', 'contact', 'parties', 'kind', 'starts_on', 'ends_on', 'renews', 'notice_days', 'amends', 'terms', 'remark', 'currency', 'exchange_rate', 'prices_include_tax', 'lines', 'components', 'discount_percent', 'discount_amount',
]

export function refusedContractMove(record: { status: string | null } & Record<string, unknown>, before: ({ status: string | null } & Record<string, unknown>) | null): Issue[] {
  return refusedMove(moves, content, record, before)
}

export function mayMoveContract(from: string, to: string): boolean {
  return moves[from]?.includes(to) ?? false
}
