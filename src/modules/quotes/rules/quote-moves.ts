import { isDeepStrictEqual } from 'node:util'
import { issue, type Issue } from '../../../platform/problems.ts'

/** Where a quote may go from where it is. */
const moves: Record<string, readonly string[]> = {
  draft: ['in_approval', 'approved'],
  in_approval: ['approved', 'draft'],
  approved: ['sent', 'draft'],
  sent: ['accepted', 'declined', 'expired', 'replaced'],
  declined: ['replaced'],
  expired: ['replaced'],
  accepted: [],
  replaced: [],
}

/** Nothing of what the customer was or will be shown changes once it has left the hands of whoever writes it. */
export const quoteContent = [
  'name', 'customer', 'contact', 'valid_until', 'terms', 'remark', 'currency', 'exchange_rate', 'prices_include_tax', 'lines', 'components', 'discount_percent', 'discount_amount',
] as const

type Documented = { status: string | null } & Record<string, unknown>

/** What a change of a document may not do: skip a state, or touch what is no draft any more. Both hold for whoever writes, the program as well. */
export function refusedMove(moves: Record<string, readonly string[]>, content: readonly string[], record: Documented, before: Documented | null): Issue[] {
  const from = before?.status ?? null
  if (!before) return record.status === 'draft' ? [] : [wrongState]
  const issues: Issue[] = []
  if (record.status !== from && !moves[String(from)]?.includes(String(record.status))) issues.push(wrongState)
  const touched = from === 'draft' ? [] : content.filter((name) => !isDeepStrictEqual(plain(record[name]), plain(before[name])))
  return [...issues, ...touched.map((name) => issue(name, 'no_draft', '只有草稿可以修改', 'Only a draft can be changed'))]
}

export function refusedQuoteMove(record: Documented, before: Documented | null): Issue[] {
  return refusedMove(moves, quoteContent, record, before)
}

export function mayMoveQuote(from: string, to: string): boolean {
  return moves[from]?.includes(to) ?? false
}

const wrongState = issue('status', 'wrong_state', '当前状态不允许此操作', 'The state it is in does not allow this')

/** Without what JSON cannot tell apart. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null))
}
