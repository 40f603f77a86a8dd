import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

import { DatePicker } from '../kit/date-picker.ts'
import { workspaceTimeZone } from '../kit/format.ts'
import styles from './fields.module.css'

import type { InputProps } from './field-twin.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

/** Asked in the time zone of the workspace, written as an instant in UTC. */
export function Input({ value, onChange, id, autoFocus, disabled, invalid, describedBy, label }: InputProps) {
  const zone = workspaceTimeZone()
  // The picker knows no zones: it gets and gives the time on the wall of the workspace.
  const wall = typeof value === 'string' && value ? dayjs(dayjs(value).tz(zone).format('YYYY-MM-DDTHH:mm:ss')) : null
  const change = (chosen: dayjs.Dayjs | null) => onChange(chosen ? dayjs.tz(chosen.format('YYYY-MM-DDTHH:mm:ss'), zone).toISOString() : null)
  return (
    <DatePicker
      id={id}
      className={styles.full}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      value={wall?.isValid() ? wall : null}
      onChange={change}
      autoFocus={autoFocus}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
    />
  )
}
