/** What `POST /invoices/ageing` answers, and which invoices stand behind a figure of it. */
import { amountText, centsOf } from './cents.ts'

import type { Filter } from '../../../web/client/records.ts'

export const buckets = ['current', 'to_30', 'to_60', 'to_90', 'over_90'] as const
export type Bucket = (typeof buckets)[number]
export type Side = 'customer' | 'owner'

/** Amounts in the currency of the company, decimal texts. */
export interface AgeingRow extends Record<Bucket, string> {
  key: { id: string; name: string } | null
  open: string
  invoices: number
}

export interface AgeingAnswer {
  rows: AgeingRow[]
  total: AgeingRow
  as_of: string
}

export function overdueOf(row: AgeingRow): string {
  return amountText((centsOf(row.open) ?? 0n) - (centsOf(row.current) ?? 0n))
}

/** The part of a bucket in what is open, from 0 to 100. */
export function shareOf(row: AgeingRow, bucket: Bucket): number {
  const open = centsOf(row.open) ?? 0n
  return open > 0n ? Number(((centsOf(row[bucket]) ?? 0n) * 1000n) / open) / 10 : 0
}

const spans: Record<Bucket, [from: number, to: number | null]> = { current: [Number.NEGATIVE_INFINITY, 0], to_30: [1, 30], to_60: [31, 60], to_90: [61, 90], over_90: [91, null] }

/** The invoices of a row, or of one bucket of it. */
export function invoicesOf(asked: { by: Side; row: AgeingRow; asOf: string; bucket?: Bucket; isTotal?: boolean }): Filter {
  const { by, row, asOf, bucket, isTotal } = asked
  const side = isTotal ? {} : { [by]: row.key?.id ?? { is_empty: true } }
  if (!bucket) return { status: 'issued', ...side }
  const [from, to] = spans[bucket]
  // So many days late on that day: due so many days before it.
  const days = { ...(Number.isFinite(from) ? { lte: dayBefore(asOf, from) } : {}), ...(to === null ? {} : { gte: dayBefore(asOf, to) }) }
  return { status: 'issued', due_on: days, ...side }
}

function dayBefore(day: string, count: number): string {
  return new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10)
}
