import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { NewPasswordInput } from '../../../web/kit/new-password-input.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { useAccount } from './account-answers.ts'
import styles from './account.module.css'
import { useAct } from './use-act.ts'

import type { FormEvent } from 'react'

export function PasswordCard() {
  const { t } = useTranslation()
  const account = useAccount()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Card title={t('account.password')}>
      <Loaded query={account} lines={1}>
        {({ has_password, is_password_off }) => {
          if (is_password_off) return <p className={styles.words}>{t('account.password_off')}</p>
          if (!has_password) return <p className={styles.words}>{t('account.no_password')}</p>
          if (isOpen) return <PasswordForm onClose={() => setIsOpen(false)} />
          return <Button onClick={() => setIsOpen(true)}>{t('account.change_password')}</Button>
        }}
      </Loaded>
    </Card>
  )
}

function PasswordForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const { act, isBusy, failure, forgive } = useAct()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const done = await act(async () => {
      await api.post('/session/password', { current, password })
      return true
    })
    if (!done) return
    toast.done(t('account.password_changed'))
    onClose()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <label htmlFor={`${id}-current`}>{t('account.current_password')}</label>
      <Input.Password id={`${id}-current`} value={current} onChange={(event) => setCurrent(event.target.value)} autoComplete="current-password" autoFocus />
      <label htmlFor={`${id}-new`}>{t('account.new_password')}</label>
      <NewPasswordInput id={`${id}-new`} value={password} onChange={(value) => { setPassword(value); forgive() }} failure={failure} />
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!current || !password}>
          {t('account.save')}
        </Button>
        <Button onClick={onClose}>{t('account.cancel')}</Button>
      </div>
    </form>
  )
}
