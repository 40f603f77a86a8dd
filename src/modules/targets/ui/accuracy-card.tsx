/** Former forecasts against what came: how far off in the mean, in which direction, and week by week for one period. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { keys } from '../../../web/client/records.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import styles from './targets.module.css'

import type { Accuracy } from '../queries/accuracy.ts'
import type { ForecastScope } from '../queries/forecast.ts'

export function AccuracyCard({ period, scope }: { period: 'month' | 'quarter'; scope: ForecastScope }) {
  const { t } = useTranslation()
  const kept = useObject('forecast')
  const asked = { period, scope }
  const query = useQuery({
    queryKey: [...keys.lists('forecasts'), 'accuracy', asked],
    queryFn: ({ signal }) => api.post<Accuracy>('/forecasts/accuracy', asked, { signal }),
    enabled: kept !== undefined,
    placeholderData: keepPreviousData,
  })
  if (!kept) return null
  return (
    <Card title={t('targets.accuracy')} note={t('targets.accuracy_note')}>
      <Loaded query={query} lines={4} isEmpty={({ periods }) => periods.length === 0} empty={{ title: t('targets.no_accuracy'), hint: t('targets.no_accuracy_hint') }}>
        {(accuracy) => <Periods accuracy={accuracy} />}
      </Loaded>
    </Card>
  )
}

function Periods({ accuracy }: { accuracy: Accuracy }) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<string>()
  const period = accuracy.periods.find(({ first_on: first }) => first === chosen) ?? accuracy.periods[0]
  const error = (value: number | null) => (value === null ? '—' : formatPercent(value, 1))
  return (
    <>
      <ScrollBox label={t('targets.accuracy')} className={styles.box}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('targets.method')}</th>
              <th scope="col" className={styles.figure}>{t('targets.error')}</th>
              <th scope="col" className={styles.figure}>{t('targets.bias')}</th>
              <th scope="col" className={styles.figure}>{t('targets.weeks')}</th>
            </tr>
          </thead>
          <tbody>
            {accuracy.methods.map((method) => (
              <tr key={method.method}>
                <th scope="row">{t(`targets.figure.${method.method}`)}</th>
                <td className={styles.figure}>{error(method.error)}</td>
                <td className={styles.figure}>{biasText(method.bias)}</td>
                <td className={styles.figure}>{formatNumber(method.weeks)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {period && (
        <>
          <div className={styles.week}>
            {accuracy.periods.length > 1 && <Segmented aria-label={t('targets.period')} value={period.first_on} onChange={choose} options={accuracy.periods.map(({ first_on: value, name }) => ({ value, label: name }))} />}
            <span>{t('targets.week_by_week', { name: period.name, actual: formatMoney(period.actual, { scale: 0 }) })}</span>
          </div>
          <Weeks period={period} />
        </>
      )}
    </>
  )
}

const shown = ['committed', 'weighted', 'by_history'] as const

/** What was expected in each week; below it how far that was off. */
function Weeks({ period }: { period: Accuracy['periods'][number] }) {
  const { t } = useTranslation()
  return (
    <ScrollBox label={period.name} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('targets.week')}</th>
            {shown.map((name) => (
              <th key={name} scope="col" className={styles.figure}>{t(`targets.figure.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {period.weeks.map((week) => (
            <tr key={week.week_on}>
              <th scope="row">{formatDate(week.week_on, 'short')}</th>
              {shown.map((name) => (
                <td key={name} className={styles.figure}>
                  {week[name] === null ? <span className={styles.quiet}>{t('targets.too_few')}</span> : formatMoney(week[name], { scale: 0 })}
                  <small>{biasText(week.errors[name])}</small>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function biasText(value: number | null): string {
  return value === null ? '—' : `${value > 0 ? '+' : ''}${formatPercent(value, 1)}`
}
