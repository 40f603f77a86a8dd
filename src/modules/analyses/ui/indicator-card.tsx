import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatMoney, formatMonth, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { chartColours } from '../../../web/kit/theme.ts'
import { Drawing } from './drawing.tsx'
import { useListOf } from './told.ts'
import styles from './analyses.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { ToldIndicator } from '../queries/indicators.ts'

interface Props {
  indicator: ToldIndicator
  object: ObjectMetadata
  department: string | null
}

export function IndicatorCard({ indicator, object, department }: Props) {
  const { t } = useTranslation()
  const [isTable, setIsTable] = useState(false)
  const listOf = useListOf()
  const { key, unit, current, target, months } = indicator
  const option = object.fields.find(({ name }) => name === 'indicator')?.options?.find((each) => each.key === key)
  const title = option ? labelOf(option.label) : key
  const text = (value: number | null, isShort = false) => valueText(unit, value, isShort)
  const to = listOf(indicator.rows)
  const also = indicator.also && current.value !== null ? listOf(indicator.also) : null
  const past = months.slice(0, -1).filter(({ value }) => value !== null)
  const fresh = `/${object.path}/new?${new URLSearchParams({ indicator: key, ...(department ? { scope: 'department', department } : {}) })}`
  return (
    <Card title={title} action={<Segmented size="small" aria-label={t('analyses.look')} value={isTable ? 'table' : 'chart'} onChange={(value) => setIsTable(value === 'table')} options={[{ value: 'chart', label: t('analyses.chart') }, { value: 'table', label: t('analyses.table') }]} />}>
      <div className={styles.indicator}>
        <p className={styles.value}>
          {to && current.value !== null ? <Link to={to} aria-label={t('analyses.open', { name: title, figure: text(current.value) })}>{text(current.value, true)}</Link> : text(current.value, true)}
          <small>{formatMonth(current.month)}</small>
        </p>
        <p className={styles.target}>
          {target ? (
            <>
              <span className={`${styles.state} ${styles[target.state] ?? ''}`}>{t(`analyses.state.${target.state}`)}</span>
              <Link to={`/${object.path}/${target.id}`}>{t(`analyses.target.${target.direction}`, { target: text(target.target), period: target.period })}</Link>
            </>
          ) : object.can.create ? <Link to={fresh}>{t('analyses.set_target')}</Link> : t('analyses.no_target')}
        </p>
        {isTable ? (
          <ScrollBox label={title} className={styles.box}>
            <table className={styles.table}>
              <thead><tr><th scope="col">{t('analyses.month')}</th><th scope="col" className={styles.figure}>{title}</th><th scope="col" className={styles.figure}>{t('analyses.whole')}</th></tr></thead>
              <tbody>
                {months.toReversed().map(({ month, value, whole }) => <tr key={month}><th scope="row">{formatMonth(month)}</th><td className={styles.figure}>{text(value)}</td><td className={styles.figure}>{whole === null ? '–' : formatNumber(whole)}</td></tr>)}
              </tbody>
            </table>
          </ScrollBox>
        ) : past.length > 0 || current.value !== null ? (
          <Drawing height={120} plot={{
            kind: 'line', title, labels: months.map(({ month }) => formatMonth(month, 'short')),
            series: [
              { name: title, values: months.map(({ value }) => value), colour: chartColours[0], isBefore: false, format: (value) => text(value) },
              ...(target ? [{ name: t('analyses.the_target'), values: months.map(() => target.target), colour: chartColours[1], isBefore: true, isPlain: true, format: (value: number) => text(value) }] : []),
            ],
          }} />
        ) : <p className={styles.about}>{t('analyses.no_value')}</p>}
        <p className={styles.about}>
          {t(`analyses.counts.${key}`)} {also && <Link to={also}>{t('analyses.campaigns_behind', { month: formatMonth(current.month) })}</Link>}
        </p>
      </div>
    </Card>
  )
}

function valueText(unit: ToldIndicator['unit'], value: number | null, isShort: boolean): string {
  if (value === null) return '–'
  if (unit === 'money') return formatMoney(value, { scale: isShort || Math.abs(value) >= 1000 ? 0 : 2, compact: isShort })
  if (unit === 'percent') return formatPercent(value, 1)
  return formatNumber(value, 2)
}
