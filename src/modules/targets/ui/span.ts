/** Which period a page looks at: kept in its address. */
import { addDays, endOf, isDay, monthFrom, startOf } from '../../../web/kit/days.ts'
import { today } from '../../../web/kit/format.ts'

export const spans = ['month', 'quarter', 'year'] as const
export type Span = (typeof spans)[number]

const months: Record<Span, number> = { month: 1, quarter: 3, year: 12 }

export interface Shown {
  period: Span
  first: string
  last: string
}

export function shownOf(parameters: URLSearchParams, known: readonly Span[]): Shown {
  const period = known.find((span) => span === parameters.get('period')) ?? 'quarter'
  const asked = parameters.get('day')
  const first = startOf(isDay(asked) && asked > '1901' && asked < '2199' ? asked : today(), period)
  return { period, first, last: endOf(first, period) }
}

/** The first day of the period before or after. */
export function stepped({ period, first }: Shown, steps: number): string {
  return monthFrom(first, steps * months[period])
}

/** 2026 Q2, 2026-05, 2026: the same in every language. */
export function spanName({ period, first }: Pick<Shown, 'period' | 'first'>): string {
  if (period === 'year') return first.slice(0, 4)
  return period === 'month' ? first.slice(0, 7) : `${first.slice(0, 4)} Q${(Number(first.slice(5, 7)) + 2) / 3}`
}

/** Whether today lies in it. */
export function isNow({ first, last }: Shown, day: string = today()): boolean {
  return first <= day && day < addDays(last, 1)
}
