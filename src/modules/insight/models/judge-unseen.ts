/** Whether the model holds on what it was not fitted on: pure, for a thread of its own. */
import { addDays, dayNumber } from '../../../platform/calendar/days.ts'
import { collapse } from './customer-histories.ts'
import { fitBgNbd, type BgNbdFit } from './fit-bg-nbd.ts'
import { expectedPurchases, holdOut, trackedPurchases, type HoldOut, type TrackedPeriod } from './hold-out.ts'

export interface KeptHoldOut {
  /** The first day that the model was not fitted on, and the last one looked at. */
  from: string
  until: string
  /** How many customers were looked at: all, or as many as are drawn by their ids. */
  customers: number
  fit: BgNbdFit
  outcome: HoldOut | null
  /** By week since the first customer came. */
  weeks: TrackedPeriod[]
}

/** One of the customers looked at: days with a purchase after the first one, up to the time held out; what was expected and what came in it. */
export interface Unseen {
  id: string
  repeats: number
  actual: number
  /** Null where nothing could be fitted. */
  expected: number | null
}

const week = 7
/** A third of the time there is, at most nine months. */
const [share, longest, shortest] = [3, 39 * week, 4 * week]

/** Null where everything lies within a few weeks. @param bought days with a purchase as numbers, rising, of each customer */
export function judgeUnseen({ bought, asOf }: { bought: { id: string; days: number[] }[]; asOf: string }): { told: KeptHoldOut; each: Unseen[] } | null {
  const end = dayNumber(asOf)
  const begin = bought.reduce((first, { days }) => Math.min(first, days[0] ?? end), end)
  const length = Math.min(longest, Math.floor((end - begin) / share / week) * week)
  if (length < shortest) return null
  const cut = end - length
  const customers = bought.flatMap(({ id, days }) => {
    const before = days.filter((day) => day <= cut)
    const [first, last] = [before[0], before.at(-1)]
    return first === undefined || last === undefined ? [] : [{ id, first, x: before.length - 1, tx: last - first, T: cut - first, actual: days.length - before.length }]
  })
  const fit = fitBgNbd(collapse({ x: customers.map(({ x }) => x), tx: customers.map(({ tx }) => tx), T: customers.map(({ T }) => T) }))
  const told = { from: addDays(asOf, 1 - length), until: asOf, customers: customers.length, fit }
  const eachOf = (expected: readonly number[] | null) => customers.map(({ id, x, actual }, i): Unseen => ({ id, repeats: x, actual, expected: expected?.[i] ?? null }))
  if (fit.kind !== 'fitted') return { told: { ...told, outcome: null, weeks: [] }, each: eachOf(null) }
  // Whole weeks that end with the last day: the one in which the first customer came is filled up, and the time held out begins with a week.
  const weeks = Math.ceil((end - begin) / week)
  const origin = end - weeks * week
  const firsts = customers.map(({ first }) => first - origin)
  const actual = Array.from({ length: weeks }, () => 0)
  for (const { days } of bought) {
    // Those who came after the cut are no customers of the fitted time.
    if ((days[0] ?? end) > cut) continue
    for (const day of days.slice(1)) {
      const at = Math.floor((day - origin - 1) / week)
      actual[at] = (actual[at] ?? 0) + 1
    }
  }
  const weekly = trackedPurchases(fit.parameters, { at: firsts, count: firsts.map(() => 1) }, actual, week)
  return { told: { ...told, outcome: holdOut(fit.parameters, customers, length), weeks: weekly }, each: eachOf(expectedPurchases(fit.parameters, customers, length)) }
}
