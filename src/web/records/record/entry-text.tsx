/** The text of an entry: long ones begin, and are read whole when one asks for it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import styles from './record.module.css'

import type { ReactNode } from 'react'

/** About eight lines of the time line. */
const longText = 360

export function EntryText({ length, children }: { length: number; children: ReactNode }) {
  const { t } = useTranslation()
  const [isWhole, setIsWhole] = useState(false)
  if (length <= longText || isWhole) return <div className={styles.entryText}>{children}</div>
  return (
    <>
      <div className={`${styles.entryText} ${styles.entryBeginning}`}>{children}</div>
      <button type="button" className={styles.entryMore} onClick={() => setIsWhole(true)}>
        {t('list.show_all')}
      </button>
    </>
  )
}
