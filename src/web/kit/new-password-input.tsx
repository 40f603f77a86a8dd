import { Input } from 'antd'
import { useTranslation } from 'react-i18next'

import styles from './new-password-input.module.css'
import { strengthOf } from './password-strength.ts'

interface Props {
  id: string
  value: string
  onChange(value: string): void
  /** What is wrong with it, as the server says. */
  failure?: string
  size?: 'large' | 'middle'
  autoFocus?: boolean
}

/** Where a new password is chosen: says in words how it stands while it is typed. */
export function NewPasswordInput({ id, value, onChange, failure, size, autoFocus }: Props) {
  const { t } = useTranslation()
  const strength = strengthOf(value)
  return (
    <div>
      <Input.Password
        id={id}
        size={size}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="new-password"
        autoFocus={autoFocus}
        maxLength={200}
        status={failure ? 'error' : undefined}
        aria-invalid={failure ? true : undefined}
        aria-describedby={`${id}-strength`}
      />
      <p id={`${id}-strength`} className={failure ? styles.failure : styles[strength]} role={failure ? 'alert' : 'status'}>
        {failure || t(value ? `password.${strength}` : 'password.hint')}
      </p>
    </div>
  )
}
