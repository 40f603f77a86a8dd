/** The parts that a forecast adds up from, and the opportunities behind each. */
import { addDays } from '../../../web/kit/days.ts'

import type { Expected } from '../queries/expected.ts'
import type { Shown } from './span.ts'

export const partNames = ['closed', 'committed', 'best_case', 'pipeline'] as const
export type PartName = (typeof partNames)[number]

/** Each without the one before. To the cent: amounts below 90 trillion are exact in cents. */
export function partsOf(figures: Pick<Expected, PartName>): { name: PartName; amount: string }[] {
  const cents = (name: PartName) => Math.round(Number(figures[name]) * 100)
  return partNames.map((name, at) => {
    const before = partNames[at - 1]
    return { name, amount: ((cents(name) - (before ? cents(before) : 0)) / 100).toFixed(2) }
  })
}

/** The part of the whole from 0 to 100. */
export function shareOf(amount: string, whole: string): number {
  return Number(whole) > 0 ? (100 * Number(amount)) / Number(whole) : 0
}

/** Address of the list of what makes up a part. */
export function opportunitiesOf(name: PartName, { first, last }: Pick<Shown, 'first' | 'last'>, more: Record<string, unknown>): string {
  const filter = name === 'closed'
    ? { status: 'won', closed_at: { gte: first, lt: addDays(last, 1) }, ...more }
    : { status: 'open', close_on: { gte: first, lte: last }, forecast_category: name, ...more }
  return `/opportunities?${new URLSearchParams({ view: name === 'closed' ? 'closed' : 'open', filter: JSON.stringify(filter) })}`
}
