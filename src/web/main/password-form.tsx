import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import styles from './sign-in.module.css'

import type { InputRef } from 'antd'
import type { FormEvent } from 'react'

interface Props {
  /** What is filled in: on a demonstration, or after a step back. */
  known: { login: string; password: string }
  onEnter(login: string, password: string): Promise<string>
  onForgotten(login: string): void
}

export function PasswordForm({ known, onEnter, onForgotten }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const passwordInput = useRef<InputRef>(null)
  const [login, setLogin] = useState(known.login)
  const [password, setPassword] = useState(known.password)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState(() => (known.login ? '' : refusalIn(window.location.search)))

  const enter = async (event: FormEvent) => {
    event.preventDefault()
    if (!login.trim() || !password) return setFailure('sign_in.both_needed')
    setIsBusy(true)
    const words = await onEnter(login.trim(), password)
    setIsBusy(false)
    setFailure(words)
    if (words) passwordInput.current?.focus({ cursor: 'all' })
  }
  const words = failure.startsWith('sign_in.') ? t(failure) : failure
  // Why single sign-on led back is nothing of these two.
  const isAtFields = failure !== '' && !failure.startsWith('sign_in.refused.')
  const describedBy = failure ? `${id}-failure` : undefined
  return (
    <form className={styles.form} onSubmit={(event) => void enter(event)} noValidate aria-busy={isBusy}>
      <label htmlFor={`${id}-login`}>{t('sign_in.login')}</label>
      <Input
        id={`${id}-login`}
        name="username"
        size="large"
        value={login}
        onChange={(event) => setLogin(event.target.value)}
        autoComplete="username"
        autoCapitalize="off"
        autoFocus
        status={isAtFields ? 'error' : undefined}
        aria-describedby={describedBy}
      />
      <label htmlFor={`${id}-password`}>{t('sign_in.password')}</label>
      <Input.Password
        ref={passwordInput}
        id={`${id}-password`}
        name="password"
        size="large"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="current-password"
        status={isAtFields ? 'error' : undefined}
        aria-describedby={describedBy}
      />
      {words && (
        <p id={`${id}-failure`} className={styles.failure} role="alert">
          {words}
        </p>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={isBusy} className={styles.enter}>
        {t('sign_in.enter')}
      </Button>
      <Button type="link" className={styles.beside} onClick={() => onForgotten(login.trim())}>
        {t('sign_in.forgotten')}
      </Button>
    </form>
  )
}

const refusals = ['mail-not-verified', 'nobody-here', 'too-late', 'not-accepted', 'provider-away']

/** Why single sign-on led back here, as a key of words. */
function refusalIn(search: string): string {
  const why = new URLSearchParams(search).get('sign_in')
  return why && refusals.includes(why) ? `sign_in.refused.${why}` : ''
}
