import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { DaysPicker } from '../../../web/kit/day-picker.tsx'
import { startOf } from '../../../web/kit/days.ts'
import { today } from '../../../web/kit/format.ts'
import { periodWords } from './period.ts'

import type { Period } from './period.ts'

/** Gives the period as it stands in the URL. */
export function PeriodPicker({ period, onChange }: { period: Period; onChange(period: string): void }) {
  const { t } = useTranslation()
  const options = [...periodWords.map((word) => ({ value: word as string, label: t(`sales.period.${word}`) })), { value: 'days', label: t('sales.period.days') }]
  const choose = (word: string) => {
    if (word !== 'days') return onChange(word)
    onChange(`${period.from ?? startOf(today(), 'year')}..${period.to ?? today()}`)
  }
  return (
    <>
      <Select value={period.word ?? 'days'} options={options} onChange={choose} popupMatchSelectWidth={false} aria-label={t('sales.period.label')} />
      {!period.word && period.from && period.to && <DaysPicker from={period.from} to={period.to} label={t('sales.period.days')} onChange={(from, to) => onChange(`${from}..${to}`)} />}
    </>
  )
}
