import dayjs from 'dayjs'

import { DatePicker } from '../kit/date-picker.ts'
import styles from './fields.module.css'

import type { InputProps } from './field-twin.ts'

const written = 'YYYY-MM-DD'

export function Input({ value, onChange, id, autoFocus, disabled, invalid, describedBy, label, startsOpen }: InputProps) {
  return (
    <DatePicker
      id={id}
      className={styles.full}
      value={dayOf(value)}
      onChange={(day) => onChange(day ? day.format(written) : null)}
      format={[written, 'YYYYMMDD', 'YYYY/M/D', 'YYYY.M.D']}
      autoFocus={autoFocus}
      defaultOpen={startsOpen}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
    />
  )
}

function dayOf(value: unknown): dayjs.Dayjs | null {
  const day = typeof value === 'string' && value ? dayjs(value) : null
  return day?.isValid() ? day : null
}
