/** Periods of a statistics: a word that moves along, or two days. */
import { addDays, endOf, monthFrom, startOf, yearBefore } from '../../../web/kit/days.ts'
import { today } from '../../../web/kit/format.ts'

export const periodWords = ['this_month', 'last_month', 'this_quarter', 'last_quarter', 'this_year', 'last_year', 'last_12_months', 'all'] as const

export type PeriodWord = (typeof periodWords)[number]

export interface Period {
  word: PeriodWord | undefined
  /** First and last day, both included; none for all time. */
  from: string | undefined
  to: string | undefined
}

/** From the URL: a word, or `2026-01-01..2026-03-31`. The year so far where nothing is said. */
export function periodOf(text: string | null, now: string = today()): Period {
  const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text ?? '')
  if (days) return { word: undefined, from: days[1], to: days[2] }
  const word = periodWords.find((each) => each === text) ?? 'last_12_months'
  return { word, ...spanOf(word, now) }
}

function spanOf(word: PeriodWord, now: string): { from: string | undefined; to: string | undefined } {
  switch (word) {
    case 'this_month': return whole(now, 'month')
    case 'last_month': return whole(monthFrom(now, -1), 'month')
    case 'this_quarter': return whole(now, 'quarter')
    case 'last_quarter': return whole(monthFrom(now, -3), 'quarter')
    case 'this_year': return whole(now, 'year')
    case 'last_year': return whole(monthFrom(now, -12), 'year')
    // The year that ends today, as in the annual amount of a customer's file.
    case 'last_12_months': return { from: addDays(yearBefore(now), 1), to: now }
    case 'all': return { from: undefined, to: undefined }
  }
}

function whole(day: string, unit: 'month' | 'quarter' | 'year'): { from: string; to: string } {
  return { from: startOf(day, unit), to: endOf(day, unit) }
}
