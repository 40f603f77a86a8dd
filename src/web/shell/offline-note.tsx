import { useTranslation } from 'react-i18next'

import { useReach } from '../client/reach.ts'
import { formatDateTime } from '../kit/format.ts'
import styles from './offline-note.module.css'

/** Says that nothing can be saved now and from when it is what one sees; gone as soon as the line is back. */
export function OfflineNote() {
  const { t } = useTranslation()
  const { isReached, asOf } = useReach()
  return isReached ? null : (
    <div className={styles.note} role="status">
      {asOf === null ? t('shell.offline') : t('shell.offline_as_of', { when: formatDateTime(new Date(asOf).toISOString(), 'short') })}
    </div>
  )
}
