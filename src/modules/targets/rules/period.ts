/** Calendar periods: days of the company, both ends included. Pure. */
import { addDays, addMonths, startOfMonth, startOfQuarter, startOfYear } from '../../../platform/calendar/days.ts'
import { options } from '../../../kernel/definitions/fields.ts'

export const periods = ['month', 'quarter', 'year'] as const
export type Period = (typeof periods)[number]

export const periodOptions = options({ month: ['月', 'Month'], quarter: ['季度', 'Quarter'], year: ['年', 'Year'] })

const starts = { month: startOfMonth, quarter: startOfQuarter, year: startOfYear }
const lengths = { month: 1, quarter: 3, year: 12 }

export function isPeriod(text: string | null): text is Period {
  return periods.some((period) => period === text)
}

/** The period of the kind that the day lies in. */
export function periodAround(period: Period, day: string): { first: string; last: string } {
  const first = starts[period](day)
  return { first, last: addDays(addMonths(first, lengths[period]), -1) }
}

/** How it is called in any language: 2026-05, 2026 Q2, 2026. */
export function periodName(period: Period, first: string): string {
  const year = first.slice(0, 4)
  if (period === 'year') return year
  return period === 'month' ? first.slice(0, 7) : `${year} Q${(Number(first.slice(5, 7)) + 2) / 3}`
}
