/** What a customer bought: sum, count, mean against the period before, by month, the five most bought. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { Card } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatDate, formatMoney, formatNumber, today } from '../../../web/kit/format.ts'
import { EmptyState } from '../../../web/kit/states.tsx'
import { monthChart } from './month-chart.ts'
import { periodOf } from './period.ts'
import { ShareList } from './share-list.tsx'
import { changeText, TotalFigures } from './total-figures.tsx'
import styles from './figures.module.css'

import type { Reference } from '../../../web/client/records.ts'
import type { StatisticsAnswer } from './statistics-answer.ts'

interface Props {
  /** Of all time. */
  statistics: Omit<StatisticsAnswer, 'previous'> & { last_at: string | null }
  customer: Reference
}

/** The last twelve months against the twelve before; asked when the rest of the page is there. */
function LastYear({ customer }: { customer: Reference }) {
  const { t } = useTranslation()
  const { from, to } = periodOf('last_12_months')
  const asked = { filter: { customer: customer.id }, from, to }
  const query = useQuery({
    queryKey: [...keys.object('transactions'), 'statistics', asked],
    queryFn: ({ signal }) => api.post<StatisticsAnswer>('/transactions/statistics', asked, { signal }),
  })
  if (!query.data) return null
  const { total, previous } = query.data
  const before = Number(previous?.sum ?? 0)
  const against = before === 0 ? t('sales.figures.nothing_before') : t('sales.figures.against', { change: changeText(Number(total.sum), before), before: formatMoney(before, { compact: true }) })
  return (
    <p className={styles.lastYear}>
      {t('sales.period.last_12_months')} <strong>{formatMoney(total.sum, { compact: true })}</strong> <span>{against}</span>
    </p>
  )
}

const months = 12
const products = 5

export function CustomerFigures({ statistics, customer }: Props) {
  const { t } = useTranslation()
  const all = `/transactions/statistics?${new URLSearchParams({ filter: JSON.stringify({ customer: customer.id }) })}`
  if (statistics.total.count === 0) {
    return (
      <Card title={t('sales.customer.title')}>
        <EmptyState small title={t('sales.customer.empty')} />
      </Card>
    )
  }
  return (
    <Card title={t('sales.customer.title')} note={statistics.last_at ? t('sales.customer.last', { day: formatDate(statistics.last_at, 'short') }) : undefined} action={<Link to={all}>{t('sales.figures.more')}</Link>}>
      <TotalFigures total={statistics.total} previous={null} isSmall />
      <LastYear customer={customer} />
      <Chart data={monthChart(t, statistics.by_month, { most: months, until: today().slice(0, 7) })} height={132} />
      <ShareList items={statistics.by_product.slice(0, products).map((item) => ({ name: item.product, value: Number(item.sum), text: formatMoney(item.sum), note: t('sales.times', { count: item.count, number: formatNumber(item.count) }) }))} label={t('sales.by_product')} />
    </Card>
  )
}
