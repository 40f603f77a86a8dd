import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

import { periodWords } from './period.ts'

import type { Period } from './period.ts'

/** Gives the period as it stands in the URL. */
export function PeriodPicker({ period, onChange }: { period: Period; onChange(period: string): void }) {
  const { t } = useTranslation()
  const options = [...periodWords.map((word) => ({ value: word as string, label: t(`sales.period.${word}`) })), { value: 'days', label: t('sales.period.days') }]
  const days = period.from && period.to ? ([dayjs(period.from), dayjs(period.to)] as const) : undefined
  const choose = (word: string) => {
    if (word !== 'days') return onChange(word)
    const now = dayjs()
    onChange(`${period.from ?? now.startOf('year').format('YYYY-MM-DD')}..${period.to ?? now.format('YYYY-MM-DD')}`)
  }
  return (
    <>
      <Select value={period.word ?? 'days'} options={options} onChange={choose} popupMatchSelectWidth={false} aria-label={t('sales.period.label')} />
      {!period.word && (
        <DatePicker.RangePicker
          value={days && [days[0], days[1]]}
          allowClear={false}
          onChange={(chosen) => chosen?.[0] && chosen[1] && onChange(`${chosen[0].format('YYYY-MM-DD')}..${chosen[1].format('YYYY-MM-DD')}`)}
          aria-label={t('sales.period.days')}
        />
      )}
    </>
  )
}
