import { TimePicker } from 'antd'
import dayjs from 'dayjs'

import styles from './fields.module.css'

import type { InputProps } from './field-twin.ts'

export function Input({ value, onChange, id, autoFocus, disabled, invalid, describedBy, label }: InputProps) {
  const shown = typeof value === 'string' && value ? dayjs(`2000-01-01T${value.slice(0, 5)}`) : null
  return (
    <TimePicker
      id={id}
      className={styles.full}
      format="HH:mm"
      minuteStep={5}
      needConfirm={false}
      value={shown?.isValid() ? shown : null}
      onChange={(chosen) => onChange(chosen ? chosen.format('HH:mm') : null)}
      autoFocus={autoFocus}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
    />
  )
}
