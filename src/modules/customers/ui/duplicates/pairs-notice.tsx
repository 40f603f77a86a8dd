import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import styles from './duplicates.module.css'

/** On top of a customer of whom there may be a second file. */
export function PairsNotice({ customer, pairs }: { customer: string; pairs: number }) {
  const { t } = useTranslation()
  if (pairs === 0) return null
  return (
    <p className={styles.notice} role="note">
      {t('customers.duplicates.notice', { count: pairs })} <Link to={`/duplicate-pairs?customer=${customer}`}>{t('customers.duplicates.notice_open')}</Link>
    </p>
  )
}
