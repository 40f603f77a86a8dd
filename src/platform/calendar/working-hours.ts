import { fromDayNumber, isDay, weekdayOf } from './days.ts'
import { isTimeZone } from './zones.ts'

/** Part of a working day on the wall clock, 'HH:MM'; `to` may be '24:00', and at or before `from` it lies on the next day. */
export interface Span {
  from: string
  to: string
}

/** When a company works: by weekday, except on the days that are named. */
export interface WorkingHours {
  /** IANA name. */
  timeZone: string
  /** Monday first, seven of them. */
  week: readonly (readonly Span[])[]
  /** By day 'YYYY-MM-DD': the spans of that day instead; none on a holiday. */
  exceptions: ReadonlyMap<string, readonly Span[]>
}

/** Half-open, in minutes since the midnight with which the day began; `to` up to two days later. */
export interface Minutes {
  from: number
  to: number
}

const time = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Null for a span that is none: a time that does not exist, or 24:00 as its beginning. */
export function minutesOf({ from, to }: Span): Minutes | null {
  const start = minuteOf(from)
  const end = to === '24:00' ? 1440 : minuteOf(to)
  if (start === null || end === null) return null
  return { from: start, to: end > start ? end : end + 1440 }
}

function minuteOf(text: string): number | null {
  const match = time.exec(text)
  return match === null ? null : Number(match[1]) * 60 + Number(match[2])
}

export type HoursFault = 'time_zone' | 'week' | 'span' | 'overlap' | 'day'

/** What keeps hours from being used, or null. Spans of one day must not overlap; one that passes midnight may meet the next day's. */
export function faultOfHours({ timeZone, week, exceptions }: WorkingHours): HoursFault | null {
  if (!isTimeZone(timeZone)) return 'time_zone'
  if (week.length !== 7) return 'week'
  if ([...exceptions.keys()].some((day) => !isDay(day))) return 'day'
  for (const spans of [...week, ...exceptions.values()]) {
    const fault = faultOfSpans(spans)
    if (fault) return fault
  }
  return null
}

export function faultOfSpans(spans: readonly Span[]): 'span' | 'overlap' | null {
  const minutes = spans.map(minutesOf)
  if (minutes.includes(null)) return 'span'
  const inOrder = minutes.filter((each) => each !== null).sort((one, other) => one.from - other.from)
  return inOrder.some(({ from }, index) => from < (inOrder[index - 1]?.to ?? 0)) ? 'overlap' : null
}

/** The spans of a day as minutes; empty on a day without work. Throws a RangeError for hours with a fault. */
export function spansOn(hours: WorkingHours, number: number): Minutes[] {
  const day = fromDayNumber(number)
  const spans = hours.exceptions.get(day) ?? hours.week[weekdayOf(day) - 1] ?? []
  return spans.map((span) => {
    const minutes = minutesOf(span)
    if (minutes === null) throw new RangeError(`not a span: ${span.from} to ${span.to}`)
    return minutes
  })
}

/** The same working days, but around the clock: for terms of plain hours from which days without work are left out. */
export function aroundTheClock(hours: WorkingHours): WorkingHours {
  const whole = (spans: readonly Span[]) => (spans.length === 0 ? [] : [{ from: '00:00', to: '24:00' }])
  return { ...hours, week: hours.week.map(whole), exceptions: new Map([...hours.exceptions].map(([day, spans]) => [day, whole(spans)])) }
}

