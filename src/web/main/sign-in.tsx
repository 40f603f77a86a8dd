/** The door: name, password, and on a demonstration what to type. */
import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useSignIn } from '../client/session.tsx'
import { Mark } from '../kit/mark.tsx'
import { usePageTitle } from '../kit/page-header.tsx'
import { problemText } from '../kit/problem-text.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { ThemeSwitch } from '../shell/theme-switch.tsx'
import styles from './sign-in.module.css'

import type { InputRef } from 'antd'
import type { FormEvent } from 'react'

interface Props {
  demo?: { login: string; password: string }
}

export function SignIn({ demo }: Props) {
  const { t } = useTranslation()
  const { signIn } = useSignIn()
  const id = useId()
  const passwordInput = useRef<InputRef>(null)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState('')
  usePageTitle(t('sign_in.title'))

  const enter = async (event: FormEvent) => {
    event.preventDefault()
    if (!login.trim() || !password) return setFailure(t('sign_in.both_needed'))
    setIsBusy(true)
    setFailure('')
    try {
      await signIn(login.trim(), password)
    } catch (error) {
      setFailure(problemText(error))
      setIsBusy(false)
      passwordInput.current?.focus({ cursor: 'all' })
    }
  }
  const fillIn = () => {
    setLogin(demo?.login ?? '')
    setPassword(demo?.password ?? '')
    setFailure('')
  }

  return (
    <div className={styles.page}>
      <div className={styles.corner}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className={styles.box}>
        <div className={styles.brand}>
          <Mark size={40} />
          <div>
            <h1 className={styles.name}>{t('shell.name')}</h1>
            <p className={styles.claim}>{t('sign_in.claim')}</p>
          </div>
        </div>
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
            status={failure ? 'error' : undefined}
            aria-describedby={failure ? `${id}-failure` : undefined}
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
            status={failure ? 'error' : undefined}
            aria-describedby={failure ? `${id}-failure` : undefined}
          />
          {failure && (
            <p id={`${id}-failure`} className={styles.failure} role="alert">
              {failure}
            </p>
          )}
          <Button type="primary" htmlType="submit" size="large" block loading={isBusy} className={styles.enter}>
            {t('sign_in.enter')}
          </Button>
        </form>
        {demo && (
          <div className={styles.demo}>
            <p>{t('sign_in.demo')}</p>
            <code>{demo.login}</code>
            <code>{demo.password}</code>
            <Button size="small" onClick={fillIn}>
              {t('sign_in.fill_in')}
            </Button>
          </div>
        )}
      </main>
    </div>
  )
}
