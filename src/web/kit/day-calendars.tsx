/** The calendars of day-picker.tsx, loaded when the first one is shown. */
import dayjs from 'dayjs'

import { DatePicker } from './date-picker.ts'

import type { DayProps, DaysProps } from './day-picker.tsx'

const written = 'YYYY-MM-DD'

export function Day({ day, first, last, isRequired, label, hint, className, autoFocus, onChange }: DayProps) {
  return (
    <DatePicker
      className={className}
      value={day ? dayjs(day) : null}
      minDate={first ? dayjs(first) : undefined}
      maxDate={last ? dayjs(last) : undefined}
      allowClear={!isRequired}
      aria-label={label}
      placeholder={hint}
      autoFocus={autoFocus}
      onChange={(chosen) => onChange(chosen?.format(written) ?? null)}
    />
  )
}

export function Days({ from, to, label, className, onChange }: DaysProps) {
  return (
    <DatePicker.RangePicker
      className={className}
      value={[dayjs(from), dayjs(to)]}
      allowClear={false}
      aria-label={label}
      onChange={(chosen) => chosen?.[0] && chosen[1] && onChange(chosen[0].format(written), chosen[1].format(written))}
    />
  )
}
