/** When a schedule is due, by the clock of the company. */
import { addDays, addMonths, startOfMonth, startOfWeek } from '../../../platform/calendar/days.ts'
import { dayOf, instantOf } from '../../../platform/calendar/zones.ts'

export interface Schedule {
  every: 'day' | 'week' | 'month'
  /** 1 to 7, Monday first. */
  weekday: number
  /** 1 to 28. */
  day: number
  hour: number
}

/** The last time it was due, at `now` at the latest. An hour that a day leaves out (summer time) is the one that follows. */
export function lastDue({ every, weekday, day, hour }: Schedule, now: Date, timeZone: string): Date {
  const today = dayOf(now, timeZone)
  const days = {
    day: [today, addDays(today, -1)],
    week: [addDays(startOfWeek(today), weekday - 1), addDays(startOfWeek(today), weekday - 8)],
    month: [addDays(startOfMonth(today), day - 1), addDays(addMonths(startOfMonth(today), -1), day - 1)],
  }[every]
  const [latest, before] = days.map((each) => instantOf(each, hour * 60, timeZone))
  return latest && latest <= now ? latest : (before ?? now)
}
