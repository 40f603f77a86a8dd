import { formatDate } from '../../../web/kit/format.ts'

import type { useTranslation } from 'react-i18next'

/** What speaks for letting a file go, as it was when it was proposed. */
export function factWords(t: ReturnType<typeof useTranslation>['t'], facts: unknown): string {
  if (typeof facts !== 'object' || facts === null) return ''
  const { number, last_purchase_at, completeness } = { number: '', last_purchase_at: null, completeness: 0, ...facts }
  return [number, last_purchase_at ? t('ownership.removal.last_purchase', { day: formatDate(last_purchase_at) }) : t('ownership.removal.no_purchase'), t('ownership.removal.complete', { percent: completeness })].filter(Boolean).join(' · ')
}
