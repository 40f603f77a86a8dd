/** Sum, count and mean, each against the period before. */
import { useTranslation } from 'react-i18next'

import { formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import styles from './figures.module.css'

import type { StatisticsFigures } from './statistics-answer.ts'

interface Props {
  total: StatisticsFigures
  previous: (Omit<StatisticsFigures, 'mean'> & { mean?: string | null }) | null
  isSmall?: boolean
}

export function TotalFigures({ total, previous, isSmall }: Props) {
  const { t } = useTranslation()
  const figures = [
    { name: t('sales.figures.sum'), text: formatMoney(total.sum, { compact: isSmall }), exact: formatMoney(total.sum), now: Number(total.sum), before: previous && Number(previous.sum), beforeText: previous && formatMoney(previous.sum, { compact: true }) },
    { name: t('sales.figures.count'), text: formatNumber(total.count), exact: formatNumber(total.count), now: total.count, before: previous && previous.count, beforeText: previous && formatNumber(previous.count) },
    { name: t('sales.figures.mean'), text: formatMoney(total.mean, { compact: isSmall }) || '—', exact: formatMoney(total.mean), now: Number(total.mean ?? 0), before: previous?.mean ? Number(previous.mean) : null, beforeText: previous?.mean ? formatMoney(previous.mean, { compact: true }) : null },
  ]
  return (
    <dl className={isSmall ? styles.small : styles.totals}>
      {figures.map((figure) => (
        <div key={figure.name}>
          <dt>{figure.name}</dt>
          <dd title={figure.exact}>{figure.text}</dd>
          {previous && figure.beforeText !== null && (
            <dd className={styles.against}>{figure.before ? t('sales.figures.against', { change: changeText(figure.now, figure.before), before: figure.beforeText }) : t('sales.figures.nothing_before')}</dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** `+12.5%` of the amount before, which is not zero. */
export function changeText(now: number, before: number): string {
  const percent = Math.round(((now - before) / Math.abs(before)) * 1000) / 10
  return `${percent > 0 ? '+' : ''}${formatPercent(percent)}`
}
