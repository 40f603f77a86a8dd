import { minuteOfDay } from '../../../platform/calendar/zones.ts'

/**
 * Hours of the wall clock in which nobody may disturb, HH:MM from 00:00 to 24:00; `from` belongs to the range, `to` does
 * not. A range whose end is not after its beginning runs over midnight, so 22:00 to 08:00 is the night, and 08:00 to
 * 08:00 is the whole day.
 */
export type QuietHours = { from: string; to: string }

/** Whether a customer may be called at the instant, on the wall clock of the customer's time zone (IANA name). */
export function mayDisturb(rest: { hours: readonly QuietHours[]; timeZone: string }, at: Date): boolean {
  if (rest.hours.length === 0) return true
  const minute = minuteOfDay(at, rest.timeZone)
  return !rest.hours.some((range) => isWithin(range, minute))
}

function isWithin({ from, to }: QuietHours, minute: number): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end
}

function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time)
  const minutes = match === null ? NaN : Number(match[1]) * 60 + Number(match[2])
  if (!(minutes <= 24 * 60)) throw new RangeError(`not a time of day: ${time}`)
  return minutes
}
