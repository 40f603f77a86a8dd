import { ClockCircleOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { useWaiting } from '../../../web/client/outbox.ts'
import { timeAgo } from '../../../web/kit/format.ts'
import styles from './log-contact.module.css'

/** Contacts with this customer that wait for the connection. */
export function WaitingContacts({ customer }: { customer: string }) {
  const { t } = useTranslation()
  const own = useWaiting().filter(({ about }) => about === customer)
  if (own.length === 0) return null
  return (
    <ul className={styles.waiting} aria-label={t('interactions.log.waiting')}>
      {own.map((entry) => (
        <li key={entry.key}>
          <ClockCircleOutlined aria-hidden /> {String(entry.body.content ?? entry.title)} <small>{t('interactions.log.waits_since', { when: timeAgo(new Date(entry.keptAt).toISOString()) })}</small>
        </li>
      ))}
    </ul>
  )
}
