import type { Clock } from '../clock.ts'
import { dayNumber, fromDayNumber } from './days.ts'

const msPerDay = 86_400_000
const msPerMinute = 60_000

/** Whether the name is a time zone that this runtime knows ('Asia/Shanghai', 'UTC'). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The day it is now in the time zone (IANA name). */
export function today(clock: Clock, timeZone: string): string {
  return dayOf(clock.now(), timeZone)
}

/** The day on the wall calendar of the zone at the instant. */
export function dayOf(instant: Date, timeZone: string): string {
  return fromDayNumber(Math.floor(localTime(instant.getTime(), timeZone) / msPerDay))
}

/** Minutes since midnight on the wall clock of the zone at the instant, 0 to 1439. */
export function minuteOfDay(instant: Date, timeZone: string): number {
  const local = localTime(instant.getTime(), timeZone)
  return Math.floor((local - Math.floor(local / msPerDay) * msPerDay) / msPerMinute)
}

/**
 * The instant at which the day begins in the zone: local midnight; the earlier one where the clock shows it twice; the
 * end of the gap where the clock jumps over it (Sao Paulo, 4 November 2018, began at 01:00). A day that a zone left out
 * (Apia, 30 December 2011) begins where the next one does, so that days of a zone always lie end to end.
 */
export function startOfDay(day: string, timeZone: string): Date {
  return instantOf(day, 0, timeZone)
}

/**
 * The first instant at which the wall clock of the zone shows the day and minute or something later.
 * @param minutes since midnight; 1440 and more lie on the days after
 */
export function instantOf(day: string, minutes: number, timeZone: string): Date {
  const local = dayNumber(day) * msPerDay + minutes * msPerMinute
  // Offsets lie within +-15 hours and change at most once in the two days around a moment.
  const before = offsetAt(local - msPerDay, timeZone)
  const after = offsetAt(local + msPerDay, timeZone)
  const [earliest, latest] = before > after ? [before, after] : [after, before]
  for (const offset of [earliest, latest]) {
    if (offsetAt(local - offset, timeZone) === offset) return new Date(local - offset)
  }
  return endOfGap(local - earliest, local - latest, after, timeZone)
}

/** The first instant with the new offset, by halves: `from` still has the old one, `to` has the new one. */
function endOfGap(from: number, to: number, newOffset: number, timeZone: string): Date {
  let [old, fresh] = [from, to]
  while (fresh - old > 1) {
    const middle = Math.floor((old + fresh) / 2)
    if (offsetAt(middle, timeZone) === newOffset) fresh = middle
    else old = middle
  }
  return new Date(fresh)
}

/** Milliseconds that local time is ahead of UTC at the instant. */
export function offsetAt(time: number, timeZone: string): number {
  return localTime(time, timeZone) - time
}

/** What the wall clock shows, as if it were UTC. */
function localTime(time: number, timeZone: string): number {
  let [year, month, day, hour, minute, second] = [0, 0, 0, 0, 0, 0]
  for (const { type, value } of formatFor(timeZone).formatToParts(time)) {
    if (type === 'year') year = Number(value)
    else if (type === 'month') month = Number(value)
    else if (type === 'day') day = Number(value)
    else if (type === 'hour') hour = Number(value)
    else if (type === 'minute') minute = Number(value)
    else if (type === 'second') second = Number(value)
  }
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day)
  const milliseconds = ((time % 1000) + 1000) % 1000
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
}

/** Building a format costs fifty times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}
