/** From days with purchases to what the models look at: x, tx, T and the mean spend of repeat purchases. */
import { diffDays } from '../../../platform/calendar/days.ts'
import type { History } from './bg-nbd.ts'

export interface Purchase {
  /** YYYY-MM-DD */
  day: string
  amount?: number
}

export interface Summary extends History {
  /** Of a day with a repeat purchase, in the unit of the amounts; 0 where x is 0. */
  meanSpend: number
}

/**
 * All purchases of a day are one purchase. What came after `until` is left out.
 * @param purchases of one customer, in any order
 * @param daysPerUnit 7 for times in weeks
 * @returns null where nothing was bought until then
 */
export function summaryOf(purchases: readonly Purchase[], until: string, daysPerUnit = 1): Summary | null {
  const amounts = new Map<string, number>()
  for (const { day, amount = 0 } of purchases) if (day <= until) amounts.set(day, (amounts.get(day) ?? 0) + amount)
  const days = [...amounts.keys()].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
  const x = days.length - 1
  const spent = days.slice(1).reduce((sum, day) => sum + (amounts.get(day) ?? 0), 0)
  return { x, tx: diffDays(first, last) / daysPerUnit, T: diffDays(first, until) / daysPerUnit, meanSpend: x > 0 ? spent / x : 0 }
}

/** Equal histories once: arrays of one length, with how many customers have each. */
export interface Histories {
  x: ArrayLike<number>
  tx: ArrayLike<number>
  T: ArrayLike<number>
  count: ArrayLike<number>
}

/**
 * Counts equal histories: a likelihood over a million customers becomes one over the different (x, tx, T), to the same value.
 * @param histories arrays of one length, a place for each customer
 */
export function collapse({ x, tx, T }: Omit<Histories, 'count'>): Histories & { x: Float64Array; tx: Float64Array; T: Float64Array; count: Uint32Array } {
  const difference = (values: ArrayLike<number>, one: number, other: number) => (values[one] ?? 0) - (values[other] ?? 0)
  const compare = (one: number, other: number) => difference(x, one, other) || difference(T, one, other) || difference(tx, one, other)
  const sorted = Uint32Array.from({ length: x.length }, (_, i) => i).sort(compare)
  const firsts = sorted.filter((place, i) => i === 0 || compare(place, sorted[i - 1] ?? 0) !== 0)
  const count = new Uint32Array(firsts.length)
  let at = -1
  for (const [i, place] of sorted.entries()) {
    if (i === 0 || compare(place, sorted[i - 1] ?? 0) !== 0) at++
    count[at] = (count[at] ?? 0) + 1
  }
  const taken = (values: ArrayLike<number>) => Float64Array.from(firsts, (place) => values[place] ?? 0)
  return { x: taken(x), tx: taken(tx), T: taken(T), count }
}
