import { businessCalendar, type BusinessCalendar } from '../../../platform/calendar/business.ts'
import { weekdayOf } from '../../../platform/calendar/days.ts'
import type { Span } from '../../../platform/calendar/working-hours.ts'
import { publicDaysOf } from '../../../platform/chinese/public-holidays.ts'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** A calendar as it is kept. */
export interface KeptCalendar {
  time_zone: string
  hours: readonly Entry[]
  holidays: string
  /** What the company says of single days; each stands before what is published. */
  days: readonly KeptDay[]
}

export interface KeptDay {
  day: string
  kind: string
  hours: readonly Entry[]
}

type Entry = { [part: string]: unknown }

/** Published days are laid into calendars for these years; later ones as the law lets expect them. */
const [firstYear, lastYear] = [2024, 2036]

/** `00:00` as an end is the midnight after. */
export function spanOf(entry: Entry): Span {
  return { from: String(entry.from), to: String(entry.to) }
}

export function calendarOf(kept: KeptCalendar): BusinessCalendar {
  const week = weekdays.map((weekday) => kept.hours.filter((entry) => entry.weekday === weekday).map(spanOf))
  // A day that is worked beyond the week has the hours of its weekday, or those of the first weekday that is worked.
  const usual = week.find((spans) => spans.length > 0) ?? []
  const worked = (day: string) => {
    const own = week[weekdayOf(day) - 1] ?? []
    return own.length > 0 ? own : usual
  }
  const exceptions = new Map<string, readonly Span[]>()
  for (const { day, kind } of publicDays(kept.holidays)) exceptions.set(day, kind === 'holiday' ? [] : worked(day))
  for (const { day, kind, hours } of kept.days) exceptions.set(day, kind === 'holiday' ? [] : hours.length > 0 ? hours.map(spanOf) : worked(day))
  return businessCalendar({ timeZone: kept.time_zone, week, exceptions })
}

export function publicDays(holidays: string): ReturnType<typeof publicDaysOf> {
  return holidays === 'china' ? Array.from({ length: lastYear - firstYear + 1 }, (_, index) => publicDaysOf(firstYear + index)).flat() : []
}
