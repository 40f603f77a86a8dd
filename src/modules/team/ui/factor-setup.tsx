/** Password, QR code, first code, recovery codes: in this order, one at a time. */
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import styles from './account.module.css'
import { AskPassword } from './ask-password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useAct } from './use-act.ts'

import type { FormEvent } from 'react'

interface Begun {
  key: string
  qr: string
}

export function FactorSetup({ onDone, onCancel }: { onDone(): void; onCancel?(): void }) {
  const { t } = useTranslation()
  const [begun, setBegun] = useState<Begun>()
  const [codes, setCodes] = useState<string[]>()
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />
  if (begun) return <Confirm begun={begun} onCodes={setCodes} onCancel={onCancel} />
  return <AskPassword button={t('account.go_on')} onGiven={async (password) => setBegun(await api.post<Begun>('/account/factor', { password }))} onCancel={onCancel} />
}

function Confirm({ begun, onCodes, onCancel }: { begun: Begun; onCodes(codes: string[]): void; onCancel?(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const { act, isBusy, failure } = useAct()
  const [code, setCode] = useState('')
  const confirm = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await act(() => api.post<{ recovery_codes: string[] }>('/account/factor/confirm', { code }))
    if (answer) onCodes(answer.recovery_codes)
  }
  return (
    <form className={styles.form} onSubmit={(event) => void confirm(event)} noValidate>
      <p className={styles.words}>{t('account.scan')}</p>
      <img className={styles.qr} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(begun.qr)}`} alt={t('account.qr')} />
      <span className={styles.label}>{t('account.or_key')}</span>
      <code className={styles.secret}>{begun.key.match(/.{1,4}/g)?.join(' ')}</code>
      <label htmlFor={id}>{t('account.first_code')}</label>
      <Input
        id={id}
        className={styles.narrow}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        autoFocus
        status={failure ? 'error' : undefined}
        aria-describedby={failure ? `${id}-failure` : undefined}
      />
      {failure && (
        <p id={`${id}-failure`} className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={code.trim().length < 6}>
          {t('account.turn_on')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('account.cancel')}</Button>}
      </div>
    </form>
  )
}
