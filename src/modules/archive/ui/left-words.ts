import type { TFunction } from 'i18next'
import type { TimeLeft } from './archive-notice.tsx'

/** Working time in words: days from two on, hours below, minutes in the last hour. */
export function leftWords(t: TFunction, { working_minutes: minutes, working_days: days }: TimeLeft): string {
  const key = minutes < 0 ? 'archive.late_by' : 'archive.left'
  if (Math.abs(days) >= 2) return t(`${key}_days`, { count: Math.abs(days) })
  const hours = Math.floor(Math.abs(minutes) / 60)
  return hours > 0 ? t(`${key}_hours`, { count: hours }) : t(`${key}_minutes`, { count: Math.abs(minutes) })
}
