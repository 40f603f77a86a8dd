import type { TFunction } from 'i18next'

/** How long until an instant, or since it: the two largest units. */
export function leftWords(t: TFunction, due: string, now: Date): { text: string; isLate: boolean } {
  const minutes = Math.round((Date.parse(due) - now.getTime()) / 60_000)
  const isLate = minutes < 0
  const [days, hours, rest] = [Math.floor(Math.abs(minutes) / 1440), Math.floor(Math.abs(minutes) / 60) % 24, Math.abs(minutes) % 60]
  const parts = days > 0 ? [t('requests.days', { count: days }), ...(hours ? [t('requests.hours', { count: hours })] : [])] : [...(hours ? [t('requests.hours', { count: hours })] : []), t('requests.minutes', { count: rest })]
  return { text: t(isLate ? 'requests.late_by' : 'requests.left', { time: parts.join(' ') }), isLate }
}
