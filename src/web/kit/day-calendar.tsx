import { DatePicker } from 'antd'
import dayjs from 'dayjs'

export interface DayPickerProps {
  day: string
  label: string
  className?: string | undefined
  /** The last day that can be chosen. */
  last?: string
  onChange(day: string): void
}

export function DayCalendar({ day, label, className, last, onChange }: DayPickerProps) {
  return <DatePicker allowClear={false} value={dayjs(day)} maxDate={last ? dayjs(last) : undefined} onChange={(value) => value && onChange(value.format('YYYY-MM-DD'))} aria-label={label} className={className} />
}
