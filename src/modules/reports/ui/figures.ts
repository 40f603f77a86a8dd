/** Figures of reports as people read them, and where they lead. */
import { formatDate, formatDuration, formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'

import type { Filter } from '../../../web/client/records.ts'
import type { Cell, Entry, MeasureHead, ReportAnswer } from '../queries/answer.ts'

/** @param isShort without cents, large amounts in ten thousands: in drawings */
export function figureOf({ kind, scale, currency, is_time: isTime }: MeasureHead, value: string | number | null | undefined, isShort = false): string {
  if (value === null || value === undefined) return '–'
  if (isTime) return formatDate(value)
  if (kind === 'money') return currency ? formatMoney(value, { currency, ...(isShort ? { scale: 0, compact: true } : {}) }) : formatNumber(value, isShort ? 0 : 2)
  if (kind === 'percent') return formatPercent(value, scale)
  return kind === 'duration' ? formatDuration(value) : formatNumber(value, scale)
}

/** `▲ 12%`; nothing where there is nothing to compare with. The sign and the arrow say it, colour would only repeat it. */
export function changeOf(now: string | null | undefined, before: string | null | undefined): string {
  const [one, other] = [Number(now ?? Number.NaN), Number(before ?? Number.NaN)]
  if (!Number.isFinite(one) || !Number.isFinite(other) || other === 0) return ''
  const percent = Math.round(((one - other) / Math.abs(other)) * 100)
  if (percent === 0) return '±0%'
  return percent > 0 ? `▲ ${formatNumber(percent)}%` : `▼ ${formatNumber(-percent)}%`
}

export function cellAt(answer: ReportAnswer, row: number, column = 0): Cell | undefined {
  return answer.cells[row]?.[column]
}

/** The list of the records behind a cell; undefined where they cannot be asked for. */
export function listOf({ object, filters }: ReportAnswer, entries: readonly (Entry | undefined)[], when: 'now' | 'before' = 'now'): string | undefined {
  const known = entries.flatMap((entry) => (entry ? [when === 'now' ? entry.filter : entry.before_filter] : []))
  const base = when === 'now' ? filters.cells : filters.before_cells
  const all = when === 'now' ? filters.total : filters.before_total
  if (!base || !all || known.includes(null)) return undefined
  const parts = known.length === 0 ? [all] : [base, ...known.filter((filter) => filter !== null)]
  return `/${object.path}?${new URLSearchParams({ view: 'all', filter: JSON.stringify(together(parts)) })}`
}

function together(filters: Filter[]): Filter {
  const asking = filters.filter((filter) => Object.keys(filter).length > 0)
  const names = asking.flatMap((filter) => Object.keys(filter))
  // One object where no name stands twice: each condition is a chip of its own in the list.
  if (new Set(names).size === names.length) return Object.fromEntries(asking.flatMap((filter) => Object.entries(filter)))
  return { and: asking }
}

export function nameOf(entry: Entry | undefined): string {
  return entry?.names.filter(Boolean).join(' · ') ?? ''
}
