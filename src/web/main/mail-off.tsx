/** Where the link at the end of a mail leads: no more mails of that kind, without signing in. Asked first: programs open links, too. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../client/api.ts'
import { useLanguage } from '../client/i18n.ts'
import { Loaded } from '../kit/card.tsx'
import { usePageTitle } from '../kit/page-header.tsx'
import { problemText } from '../kit/problem-text.ts'
import { Door } from './door.tsx'
import styles from './sign-in.module.css'

export function MailOff() {
  const { t } = useTranslation()
  const [token] = useState(() => window.location.hash.slice(1))
  const [isDone, setIsDone] = useState(false)
  const [failure, setFailure] = useState('')
  const language = useLanguage()
  const link = useQuery({ queryKey: ['mail-off', token, language], queryFn: ({ signal }) => api.get<{ label: string }>('/notice-mails/off', { query: { token }, signal }), retry: false, staleTime: Infinity })
  usePageTitle(t('notices.off_title'))
  const stop = async () => {
    try {
      await api.post(`/notice-mails/off?token=${encodeURIComponent(token)}`)
      setIsDone(true)
    } catch (error) {
      setFailure(problemText(error))
    }
  }
  return (
    <Door>
      {link.isError ? (
        <div className={styles.form} role="alert">
          <h2 className={styles.heading}>{t('notices.off_dead')}</h2>
          <p className={styles.words}>{problemText(link.error)}</p>
          <Button href="/">{t('sign_in.back')}</Button>
        </div>
      ) : (
        <Loaded query={link}>
          {({ label }) => (
            <div className={styles.form}>
              <h2 className={styles.heading}>{t(isDone ? 'notices.off_done' : 'notices.off_title')}</h2>
              <p className={styles.words} role={isDone ? 'status' : undefined}>{t(isDone ? 'notices.off_done_hint' : 'notices.off_ask', { kind: label })}</p>
              {failure && <p role="alert">{failure}</p>}
              {!isDone && (
                <Button type="primary" size="large" onClick={() => void stop()}>
                  {t('notices.off_do')}
                </Button>
              )}
            </div>
          )}
        </Loaded>
      )}
    </Door>
  )
}
