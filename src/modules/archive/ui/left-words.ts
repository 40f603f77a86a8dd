import type { TFunction } from 'i18next'
import type { TimeLeft } from './archive-notice.tsx'

/** Working time in words: days from two on, hours below, minutes in the last hour. */
export function leftWords(t: TFunction, { working_minutes: minutes, working_days: days }: TimeLeft): string {
  const isLate = minutes < 0
  if (Math.abs(days) >= 2) return t(isLate ? 'archive.late_by_days' : 'archive.left_days', { count: Math.abs(days) })
  const hours = Math.floor(Math.abs(minutes) / 60)
  if (hours > 0) return t(isLate ? 'archive.late_by_hours' : 'archive.left_hours', { count: hours })
  return t(isLate ? 'archive.late_by_minutes' : 'archive.left_minutes', { count: Math.abs(minutes) })
}
