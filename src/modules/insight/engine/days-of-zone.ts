import { fromDayNumber } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'

const microsPerDay = 86_400_000_000
/** 2000-01-01 as a day number; PostgreSQL counts its microseconds from there. */
const epoch = 10_957

export interface DaysOfZone {
  /** The number of the day (platform/calendar/days.ts) on the wall calendar of the zone. @param at microseconds since 2000 */
  dayOf(at: number): number
  /** Years times twelve of the month that the day lies in. */
  monthOf(day: number): number
}

/** Days begin where the zone begins them; each beginning is looked up once, since asking a zone costs more than the rest of a row. */
export function daysOfZone(timeZone: string): DaysOfZone {
  const starts = new Map<number, number>()
  const months = new Map<number, number>()
  const startOf = (day: number) => {
    const known = starts.get(day)
    if (known !== undefined) return known
    const start = startOfDay(fromDayNumber(day), timeZone).getTime() * 1000 - epoch * microsPerDay
    starts.set(day, start)
    return start
  }
  return {
    dayOf: (at) => {
      // By universal time; the zone is at most a day before or after.
      const day = Math.floor(at / microsPerDay) + epoch
      return at >= startOf(day + 1) ? day + 1 : at >= startOf(day) ? day : day - 1
    },
    monthOf: (day) => {
      const known = months.get(day)
      if (known !== undefined) return known
      const date = new Date(day * (microsPerDay / 1000))
      const month = date.getUTCFullYear() * 12 + date.getUTCMonth()
      months.set(day, month)
      return month
    },
  }
}
