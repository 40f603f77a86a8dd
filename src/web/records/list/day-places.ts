/** The places of a day in the calendar, one for each hour: `T09`, and `T` for what has no time. */
import { formatDate, formatTime } from '../../kit/format.ts'

/** Places from the first hour of the usual day, or of what lies before it, to the last. */
export function hoursShown(times: readonly string[]): string[] {
  const hours = times.filter(Boolean).map((time) => Number(time.slice(0, 2)))
  const first = Math.min(8, ...hours)
  const last = Math.max(18, ...hours)
  return Array.from({ length: last - first + 1 }, (_, index) => placeAt(first + index))
}

export function placeOf(time: string): string {
  return `T${time.slice(0, 2)}`
}

/** A time of day, or an instant, in another hour with its minutes; no time where it is of the whole day. */
export function hourMoved(value: unknown, place: string): string | null {
  if (place === 'T') return null
  const before = formatTime(value)
  const hour = place.slice(1)
  if (typeof value !== 'string' || before === '') return `${hour}:00`
  if (/^\d{2}:/.test(value)) return `${hour}${value.slice(2)}`
  return new Date(Date.parse(value) + (Number(hour) - Number(before.slice(0, 2))) * 3_600_000).toISOString()
}

/** What a day or a place of it is called. */
export function nameOfPlace(place: string, wholeDay: string): string {
  if (place === 'T') return wholeDay
  return place.startsWith('T') ? `${place.slice(1)}:00` : formatDate(place)
}

function placeAt(hour: number): string {
  return `T${String(hour).padStart(2, '0')}`
}
