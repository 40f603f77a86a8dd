/** Days as YYYY-MM-DD, without a time and a zone; texts of this form compare in the order of time. */

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Days from one to the other; negative where the other is earlier. */
export function diffDays(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** The first of the month that lies so many months on or back. */
export function monthFrom(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`
}

/** The same day a year before; the 28th of a February that has no 29th. */
export function yearBefore(day: string): string {
  const month = monthFrom(day, -12).slice(0, 8)
  return isDay(month + day.slice(8)) ? month + day.slice(8) : endOf(`${month}01`, 'month')
}

/** Weeks begin on Monday. */
export function startOf(day: string, unit: Unit): string {
  if (unit === 'week') return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
  if (unit === 'month') return `${day.slice(0, 7)}-01`
  if (unit === 'quarter') return monthFrom(day, -((Number(day.slice(5, 7)) - 1) % 3))
  return unit === 'year' ? `${day.slice(0, 4)}-01-01` : day
}

/** The last day of the unit that the day lies in. */
export function endOf(day: string, unit: Unit): string {
  if (unit === 'day') return day
  const start = startOf(day, unit)
  if (unit === 'week') return addDays(start, 6)
  return addDays(monthFrom(start, unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12), -1)
}

export function isDay(text: string | null | undefined): text is string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text ?? '', 0) === text
}
