import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import styles from './sign-in.module.css'

import type { InputRef } from 'antd'
import type { FormEvent } from 'react'

/** The second step: the six digits of the authenticator, or a recovery code. */
export function CodeForm({ onEnter, onBack }: { onEnter(code: string): Promise<string>; onBack(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const input = useRef<InputRef>(null)
  const [code, setCode] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const enter = async (event: FormEvent) => {
    event.preventDefault()
    if (!code.trim()) return
    setIsBusy(true)
    setFailure(await onEnter(code.trim()))
    setIsBusy(false)
    input.current?.focus({ cursor: 'all' })
  }
  return (
    <form className={styles.form} onSubmit={(event) => void enter(event)} noValidate aria-busy={isBusy}>
      <h2 className={styles.heading}>{t('sign_in.code_title')}</h2>
      <p className={styles.words} id={`${id}-hint`}>{t('sign_in.code_hint')}</p>
      <label htmlFor={id}>{t('sign_in.code')}</label>
      <Input
        ref={input}
        id={id}
        size="large"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoComplete="one-time-code"
        autoCapitalize="off"
        maxLength={20}
        autoFocus
        status={failure ? 'error' : undefined}
        aria-describedby={failure ? `${id}-failure` : `${id}-hint`}
      />
      {failure && (
        <p id={`${id}-failure`} className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={isBusy} className={styles.enter}>
        {t('sign_in.enter')}
      </Button>
      <Button type="link" className={styles.beside} onClick={onBack}>
        {t('sign_in.back')}
      </Button>
    </form>
  )
}
