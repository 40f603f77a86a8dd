import { dayNumber, fromDayNumber } from './days.ts'
import { instantOf, offsetAt } from './zones.ts'
import { spansOn, type WorkingHours } from './working-hours.ts'

const msPerDay = 86_400_000
const msPerMinute = 60_000

/**
 * A year of a business calendar as sums: what was worked before each interval, so that any question is a search by halves and
 * not a walk over days. Instants are milliseconds.
 */
export interface BusinessYear {
  /** Intervals of work in order, apart from each other, cut at the ends of the year. */
  opens: number[]
  closes: number[]
  /** Milliseconds of work in the year before each interval. */
  sums: number[]
  total: number
  /** Numbers of the days on which work begins, in order. */
  days: number[]
}

/**
 * @param year 2 to 9998
 * A span begins when the clock first shows its beginning and ends when it first shows its end: where summer time begins a night
 * is an hour shorter, where it ends an hour longer.
 */
export function businessYear(hours: WorkingHours, year: number): BusinessYear {
  const first = dayNumber(`${String(year).padStart(4, '0')}-01-01`)
  const next = dayNumber(`${String(year + 1).padStart(4, '0')}-01-01`)
  const instant = instants(hours.timeZone)
  const [start, end] = [instant(first, 0), instant(next, 0)]
  const intervals: [number, number][] = []
  const days: number[] = []
  // From two days before: a night that began there may reach over.
  for (let day = first - 2; day < next; day += 1) {
    const spans = spansOn(hours, day)
    if (spans.length > 0 && day >= first) days.push(day)
    for (const { from, to } of spans) {
      const [open, close] = [Math.max(instant(day, from), start), Math.min(instant(day, to), end)]
      if (open < close) intervals.push([open, close])
    }
  }
  return { ...summed(intervals), days }
}

function summed(intervals: [number, number][]): Omit<BusinessYear, 'days'> {
  const opens: number[] = []
  const closes: number[] = []
  const sums: number[] = []
  let total = 0
  for (const [open, close] of intervals.sort(([one], [other]) => one - other)) {
    const last = closes.at(-1)
    if (last !== undefined && open <= last) {
      const longer = Math.max(last, close)
      closes[closes.length - 1] = longer
      total += longer - last
      continue
    }
    opens.push(open)
    closes.push(close)
    sums.push(total)
    total += close - open
  }
  return { opens, closes, sums, total }
}

/** Asking the zone is dear: where the days around have the same offset, it is the offset. */
function instants(timeZone: string): (day: number, minutes: number) => number {
  const offsets = new Map<number, number>()
  const offsetOn = (day: number) => {
    const known = offsets.get(day)
    if (known !== undefined) return known
    const offset = offsetAt(day * msPerDay, timeZone)
    offsets.set(day, offset)
    return offset
  }
  return (day, minutes) => {
    const offset = offsetOn(day - 1)
    // Offsets lie within +-15 hours and a span within two days; a zone that changes twice within four days is not known.
    if (offset === offsetOn(day + 3)) return day * msPerDay + minutes * msPerMinute - offset
    return instantOf(fromDayNumber(day), minutes, timeZone).getTime()
  }
}
