import { Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../../web/client/api.ts'
import { problemText } from '../../../../web/kit/problem-text.ts'
import styles from './public-quote.module.css'

/** Accept with one's name, or decline with a reason: once. */
export function PublicAnswer({ path, status, onAnswered }: { path: string; status: string; onAnswered(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const [name, setName] = useState('')
  const [isAgreed, setIsAgreed] = useState(false)
  const [isDeclining, setIsDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [failure, setFailure] = useState('')
  if (status !== 'sent') {
    return (
      <p className={status === 'accepted' ? styles.accepted : styles.declined} role="status">
        {t(status === 'accepted' ? 'quotes.public.accepted' : 'quotes.public.declined')}
      </p>
    )
  }
  const send = async (answer: 'accept' | 'decline') => {
    setIsSending(true)
    setFailure('')
    try {
      await api.post(`${path}/${answer}`, answer === 'accept' ? { name, agreed: true } : { name: name.trim() || undefined, reason })
    } catch (error) {
      setFailure(problemText(error))
    }
    setIsSending(false)
    onAnswered()
  }
  return (
    <section className={styles.answer} aria-labelledby={`${id}-title`}>
      <h2 className={styles.heading} id={`${id}-title`}>
        {t('quotes.public.answer')}
      </h2>
      <label htmlFor={`${id}-name`}>{t('quotes.public.name')}</label>
      <Input id={`${id}-name`} size="large" autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} maxLength={200} />
      {isDeclining ? (
        <>
          <label htmlFor={`${id}-reason`}>{t('quotes.public.reason')}</label>
          <Input.TextArea id={`${id}-reason`} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={1000} autoSize={{ minRows: 3, maxRows: 8 }} autoFocus />
          <div className={styles.buttons}>
            <Button size="large" disabled={reason.trim() === ''} loading={isSending} onClick={() => void send('decline')}>
              {t('quotes.public.send_reason')}
            </Button>
            <Button size="large" type="text" onClick={() => setIsDeclining(false)}>
              {t('quotes.public.back')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <Checkbox className={styles.agree} checked={isAgreed} onChange={(event) => setIsAgreed(event.target.checked)}>
            {t('quotes.public.agree')}
          </Checkbox>
          <div className={styles.buttons}>
            <Button type="primary" size="large" disabled={!isAgreed || name.trim() === ''} loading={isSending} onClick={() => void send('accept')}>
              {t('quotes.public.accept')}
            </Button>
            <Button size="large" type="text" onClick={() => setIsDeclining(true)}>
              {t('quotes.public.decline')}
            </Button>
          </div>
        </>
      )}
      {failure && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
    </section>
  )
}
