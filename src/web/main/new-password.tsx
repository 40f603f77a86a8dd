/** Where the link of an invitation or of a forgotten password leads. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../client/api.ts'
import { Loaded } from '../kit/card.tsx'
import { NewPasswordInput } from '../kit/new-password-input.tsx'
import { usePageTitle } from '../kit/page-header.tsx'
import { problemText } from '../kit/problem-text.ts'
import { Door } from './door.tsx'
import styles from './sign-in.module.css'

import type { FormEvent } from 'react'

interface LinkAnswer {
  login: string
  purpose: 'invitation' | 'reset'
}

export function NewPassword() {
  const { t } = useTranslation()
  const [token] = useState(() => window.location.hash.slice(1))
  const link = useQuery({ queryKey: ['link', token], queryFn: () => api.post<LinkAnswer>('/session/link', { token }), retry: false, staleTime: Infinity })
  usePageTitle(t('new_password.title'))
  return (
    <Door>
      {link.isError ? (
        <div className={styles.form} role="alert">
          <h2 className={styles.heading}>{t('new_password.dead')}</h2>
          <p className={styles.words}>{problemText(link.error)}</p>
          <Button href="/">{t('sign_in.back')}</Button>
        </div>
      ) : (
        <Loaded query={link}>{(data) => <Choose link={data} token={token} />}</Loaded>
      )}
    </Door>
  )
}

function Choose({ link, token }: { link: LinkAnswer; token: string }) {
  const { t } = useTranslation()
  const id = useId()
  const [password, setPassword] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [isDone, setIsDone] = useState(false)
  const [failure, setFailure] = useState('')
  const choose = async (event: FormEvent) => {
    event.preventDefault()
    setIsBusy(true)
    setFailure('')
    try {
      await api.post('/session/new-password', { token, password })
      setIsDone(true)
    } catch (error) {
      setFailure(problemText(error))
    }
    setIsBusy(false)
  }
  if (isDone) {
    return (
      <div className={styles.form}>
        <h2 className={styles.heading}>{t('new_password.done')}</h2>
        <p className={styles.words} role="status">{t('new_password.done_hint')}</p>
        <Button type="primary" size="large" href="/">{t('sign_in.title')}</Button>
      </div>
    )
  }
  return (
    <form className={styles.form} onSubmit={(event) => void choose(event)} noValidate aria-busy={isBusy}>
      <h2 className={styles.heading}>{t(link.purpose === 'invitation' ? 'new_password.welcome' : 'new_password.title')}</h2>
      <p className={styles.words}>{t('new_password.for', { login: link.login })}</p>
      {/* So that a password manager knows what it is for. */}
      <input type="text" name="username" value={link.login} readOnly hidden autoComplete="username" />
      <label htmlFor={id}>{t('new_password.password')}</label>
      <NewPasswordInput id={id} value={password} onChange={(value) => { setPassword(value); setFailure('') }} failure={failure} size="large" autoFocus />
      <Button type="primary" htmlType="submit" size="large" block loading={isBusy} className={styles.enter}>
        {t('new_password.set')}
      </Button>
    </form>
  )
}
