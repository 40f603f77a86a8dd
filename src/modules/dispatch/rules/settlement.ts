import { issue, type Issue } from '../../../platform/problems.ts'

export type Settlement = 'none' | 'open' | 'collected' | 'to_bill' | 'billed'

const moves: Record<Settlement, readonly Settlement[]> = {
  none: ['open'],
  open: ['none', 'collected', 'to_bill', 'billed'],
  to_bill: ['collected', 'billed'],
  collected: [],
  billed: [],
}

const known = new Map<string, readonly string[]>(Object.entries(moves))

export function maySettle(from: string | null, to: string): boolean {
  return known.get(from ?? '')?.includes(to) ?? false
}

/** Nothing to pay is nothing to settle; what nobody has settled yet follows the total. */
export function settlementOf(settlement: string | null, total: string): string {
  if (settlement !== 'none' && settlement !== 'open' && settlement !== null) return settlement
  return Number(total) > 0 ? 'open' : 'none'
}

interface Money {
  settlement: string | null
  total: string | null
}

/** What was settled stands. @param before null for a new voucher */
export function faultsOfSettlement(voucher: Money, before: Money | null): Issue[] {
  if (before === null) return []
  if (voucher.settlement !== before.settlement && !maySettle(before.settlement, voucher.settlement ?? '')) return [issue('settlement', 'skipped', '不能这样改变结算', 'The settlement cannot go there')]
  const isSettled = before.settlement === 'collected' || before.settlement === 'billed'
  return isSettled && Number(voucher.total) !== Number(before.total) ? [issue('lines', 'settled', '已经结算，金额不能更改', 'It is settled; the amount stands')] : []
}
