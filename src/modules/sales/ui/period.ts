/** Periods of a statistics: a word that moves along, or two days. */
import dayjs from 'dayjs'

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
  return { word, ...spanOf(word, dayjs(now)) }
}

function spanOf(word: PeriodWord, now: dayjs.Dayjs): { from: string | undefined; to: string | undefined } {
  const month = now.startOf('month')
  const quarter = month.subtract(month.month() % 3, 'month')
  const year = now.startOf('year')
  switch (word) {
    case 'this_month': return span(month, month.endOf('month'))
    case 'last_month': return span(month.subtract(1, 'month'), month.subtract(1, 'day'))
    case 'this_quarter': return span(quarter, quarter.add(2, 'month').endOf('month'))
    case 'last_quarter': return span(quarter.subtract(3, 'month'), quarter.subtract(1, 'day'))
    case 'this_year': return span(year, year.endOf('year'))
    case 'last_year': return span(year.subtract(1, 'year'), year.subtract(1, 'day'))
    // The year that ends today, as in the annual amount of a customer's file.
    case 'last_12_months': return span(now.subtract(1, 'year').add(1, 'day'), now)
    case 'all': return { from: undefined, to: undefined }
  }
}

function span(from: dayjs.Dayjs, to: dayjs.Dayjs): { from: string; to: string } {
  return { from: from.format('YYYY-MM-DD'), to: to.format('YYYY-MM-DD') }
}
