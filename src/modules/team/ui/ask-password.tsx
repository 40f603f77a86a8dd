import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import styles from './account.module.css'
import { useAct } from './use-act.ts'

import type { FormEvent } from 'react'

interface Props {
  button: string
  onGiven(password: string): Promise<void>
  onCancel?(): void
}

/** Before the account itself is changed the password shows that it is still the same person at the machine. */
export function AskPassword({ button, onGiven, onCancel }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const { act, isBusy, failure } = useAct()
  const [password, setPassword] = useState('')
  const go = (event: FormEvent) => {
    event.preventDefault()
    void act(() => onGiven(password))
  }
  return (
    <form className={styles.form} onSubmit={go} noValidate>
      <label htmlFor={id}>{t('account.current_password')}</label>
      <Input.Password id={id} value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="current-password" autoFocus aria-describedby={failure ? `${id}-failure` : undefined} />
      {failure && (
        <p id={`${id}-failure`} className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!password}>
          {button}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('account.cancel')}</Button>}
      </div>
    </form>
  )
}
