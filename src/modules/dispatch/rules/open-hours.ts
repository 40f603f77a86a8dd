import { isWorkingDay, type BusinessCalendar } from '../../../platform/calendar/business.ts'
import { dayNumber } from '../../../platform/calendar/days.ts'
import { spansOn } from '../../../platform/calendar/working-hours.ts'
import { instantOf } from '../../../platform/calendar/zones.ts'

export interface Hours {
  from: Date
  to: Date
}

/** Between which instants the company works on the day; none on a holiday. */
export function openHours(calendar: BusinessCalendar, day: string): Hours[] {
  if (!isWorkingDay(calendar, day)) return []
  const { timeZone } = calendar.hours
  return spansOn(calendar.hours, dayNumber(day)).map(({ from, to }) => ({ from: instantOf(day, from, timeZone), to: instantOf(day, to, timeZone) }))
}
