import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../client/api.ts'
import { problemText } from '../kit/problem-text.ts'
import styles from './sign-in.module.css'

import type { FormEvent } from 'react'

interface Props {
  login: string
  /** Whether this installation sends mail. */
  canReset: boolean
  onBack(): void
}

/** Asks for a mail to choose a new password; says the same whether somebody has the name or not. */
export function ForgottenForm({ login: given, canReset, onBack }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [login, setLogin] = useState(given)
  const [isBusy, setIsBusy] = useState(false)
  const [isSent, setIsSent] = useState(false)
  const [failure, setFailure] = useState('')
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!login.trim()) return
    setIsBusy(true)
    setFailure('')
    try {
      await api.post('/session/reset', { login: login.trim() })
      setIsSent(true)
    } catch (error) {
      setFailure(problemText(error))
    }
    setIsBusy(false)
  }
  const isAsking = canReset && !isSent
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate aria-busy={isBusy}>
      <h2 className={styles.heading}>{t('sign_in.forgotten')}</h2>
      <p className={styles.words} role="status">
        {t(isSent ? 'sign_in.reset_sent' : canReset ? 'sign_in.reset_hint' : 'sign_in.reset_by_administrator')}
      </p>
      {isAsking && (
        <>
          <label htmlFor={id}>{t('sign_in.login')}</label>
          <Input id={id} size="large" value={login} onChange={(event) => setLogin(event.target.value)} autoComplete="username" autoCapitalize="off" autoFocus />
          {failure && (
            <p className={styles.failure} role="alert">
              {failure}
            </p>
          )}
          <Button type="primary" htmlType="submit" size="large" block loading={isBusy} className={styles.enter}>
            {t('sign_in.send_mail')}
          </Button>
        </>
      )}
      <Button type="link" className={styles.beside} onClick={onBack}>
        {t('sign_in.back')}
      </Button>
    </form>
  )
}
