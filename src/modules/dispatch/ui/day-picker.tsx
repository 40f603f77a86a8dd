import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

interface Props {
  day: string
  className: string | undefined
  onChange(day: string): void
}

export function DayPicker({ day, className, onChange }: Props) {
  const { t } = useTranslation()
  return <DatePicker allowClear={false} value={dayjs(day)} onChange={(value) => value && onChange(value.format('YYYY-MM-DD'))} aria-label={t('dispatch.day')} className={className} />
}
