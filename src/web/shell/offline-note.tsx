import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import styles from './offline-note.module.css'

/** Says that nothing can be saved now; gone as soon as the line is back. */
export function OfflineNote() {
  const { t } = useTranslation()
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine)
  return isOnline ? null : (
    <div className={styles.note} role="status">
      {t('shell.offline')}
    </div>
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
