import { addDays, endOf, monthFrom, startOf } from '../../../web/kit/days.ts'
import { today } from '../../../web/kit/format.ts'

export const periodKeys = ['quarter', 'year', 'twelve_months', 'last_year', 'all'] as const
export type PeriodKey = (typeof periodKeys)[number]

/** First and last day. */
export function periodOf(key: PeriodKey, day: string = today()): { from: string; to: string } {
  const yearBefore = addDays(startOf(day, 'year'), -1)
  switch (key) {
    case 'quarter':
      return { from: startOf(day, 'quarter'), to: endOf(day, 'quarter') }
    case 'year':
      return { from: startOf(day, 'year'), to: endOf(day, 'year') }
    case 'twelve_months':
      return { from: addDays(monthFrom(day, -12), 1), to: day }
    case 'last_year':
      return { from: startOf(yearBefore, 'year'), to: yearBefore }
    case 'all':
      return { from: '2000-01-01', to: '2199-12-31' }
  }
}
