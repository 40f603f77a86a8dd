/** Months that were and months to come, with the interval of four in five, how it is told and how far it was off where it could be tried. */
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatMonth, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { chartColours } from '../../../web/kit/theme.ts'
import { Drawing } from './drawing.tsx'
import { figureText } from './told.ts'
import styles from './analyses.module.css'

import type { Plot } from '../../../web/kit/plot.ts'
import type { ForecastSeries } from '../rules/answer.ts'

/** So many months back are drawn. */
const drawn = 30

export function ForecastCard({ series }: { series: ForecastSeries }) {
  const { t } = useTranslation()
  const [isTable, setIsTable] = useState(false)
  const option = useObject(series.option?.object)?.fields.find(({ name }) => name === series.option?.field)?.options?.find(({ key }) => key === series.key)
  const title = option ? t('analyses.series_of', { name: labelOf(option.label) }) : t(`analyses.series.${series.key}`)
  const { method, back_test: test } = series
  return (
    <Card title={title} action={series.ahead.length > 0 && <Segmented size="small" aria-label={t('analyses.look')} value={isTable ? 'table' : 'chart'} onChange={(value) => setIsTable(value === 'table')} options={[{ value: 'chart', label: t('analyses.chart') }, { value: 'table', label: t('analyses.table') }]} />}>
      {isTable ? <Ahead series={series} title={title} /> : <Drawing plot={plotOf(series, title, { was: t('analyses.was'), told: t('analyses.told'), low: t('analyses.low'), high: t('analyses.high') })} height={220} />}
      <p className={styles.about}>
        {t(`analyses.method.${method}`, { months: series.months.length })}{' '}
        {method !== 'none' && (test ? t(test.error <= test.naive ? 'analyses.back_test' : 'analyses.back_test_worse', { months: test.months, error: formatPercent(test.error, 1), naive: formatPercent(test.naive, 1) }) : t('analyses.no_back_test'))}
      </p>
    </Card>
  )
}

function Ahead({ series: { ahead, unit }, title }: { series: ForecastSeries; title: string }) {
  const { t } = useTranslation()
  return (
    <ScrollBox label={title} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('analyses.month')}</th>
            <th scope="col" className={styles.figure}>{t('analyses.told')}</th>
            <th scope="col" className={styles.figure}>{t('analyses.low')}</th>
            <th scope="col" className={styles.figure}>{t('analyses.high')}</th>
          </tr>
        </thead>
        <tbody>
          {ahead.map(({ month, value, low, high }) => (
            <tr key={month}>
              <th scope="row">{formatMonth(month)}</th>
              {[value, low, high].map((figure, at) => <td key={at} className={styles.figure}>{figureText(unit, figure)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function plotOf({ months, values, ahead, unit }: ForecastSeries, title: string, words: { was: string; told: string; low: string; high: string }): Plot {
  const [shown, past] = [months.slice(-drawn), values.slice(-drawn)]
  const format = (value: number) => figureText(unit, value, true)
  const after = (of: (month: ForecastSeries['ahead'][number]) => number) => [...past.map((value, at) => (at === past.length - 1 ? value : null)), ...ahead.map(of)]
  return {
    kind: 'line', title, labels: [...shown, ...ahead.map(({ month }) => month)].map((month) => formatMonth(month, 'short')),
    series: [
      { name: words.was, values: [...past, ...ahead.map(() => null)], colour: chartColours[0], isBefore: false, format },
      ...(ahead.length > 0 ? [
        { name: words.told, values: after(({ value }) => value), colour: chartColours[0], isBefore: true, format },
        { name: words.high, values: after(({ high }) => high), colour: chartColours[6], isBefore: true, isPlain: true, format },
        { name: words.low, values: after(({ low }) => low), colour: chartColours[6], isBefore: true, isPlain: true, format },
      ] : []),
    ],
  }
}
