import { useTranslation } from 'react-i18next'

import styles from './fields.module.css'

/** In words beside the red: not everybody sees it. Nothing where it is in time. */
export function DaysLate({ due, on }: { due: unknown; on: string }) {
  const { t } = useTranslation()
  const days = daysLate(due, on)
  return days > 0 ? <span className={styles.late}>{t('fields.days_late', { count: days })}</span> : null
}

/** Days of the calendar from `due` to `on`, both YYYY-MM-DD; 0 where there is no such day. */
export function daysLate(due: unknown, on: string): number {
  return typeof due === 'string' && due !== '' ? Math.max(0, Math.round((Date.parse(on) - Date.parse(due)) / 86_400_000)) : 0
}
