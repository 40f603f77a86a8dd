import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { giveUp, tryAgain, useWaiting } from '../client/outbox.ts'
import styles from './offline-note.module.css'

/** What waits on this device to be sent; what the server refuses is put to the person, with the words that were typed. */
export function WaitingNote() {
  const { t } = useTranslation()
  const waiting = useWaiting()
  if (waiting.length === 0) return null
  const refused = waiting.filter(({ problem }) => problem !== undefined)
  return (
    <div className={styles.waiting} role="status">
      {waiting.length > refused.length && t('shell.waiting', { count: waiting.length - refused.length })}
      {refused.map((entry) => (
        <p key={entry.key} className={styles.refused}>
          <span>
            {t('shell.refused')}: {entry.title} — {entry.problem}
          </span>
          <Button size="small" onClick={() => void tryAgain(entry)}>
            {t('shell.send_again')}
          </Button>
          <Button size="small" type="text" onClick={() => void giveUp(entry.key)}>
            {t('shell.give_up')}
          </Button>
        </p>
      ))}
    </div>
  )
}
