/** What a customer bought: sum, count, mean against the period before, by month, the five most bought. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatDate, formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { EmptyState } from '../../../web/kit/states.tsx'
import { monthChart } from './month-chart.ts'
import { ShareList } from './share-list.tsx'
import { TotalFigures } from './total-figures.tsx'

import type { Reference } from '../../../web/client/records.ts'
import type { StatisticsFigures } from './statistics-answer.ts'

interface Props {
  statistics: StatisticsFigures & { last_at: string | null; by_month: { month: string; sum: string; count: number }[]; by_product: { product: string; sum: string; count: number }[]; previous: Omit<StatisticsFigures, 'mean'> | null }
  customer: Reference
}

const months = 12
const products = 5

export function CustomerFigures({ statistics, customer }: Props) {
  const { t } = useTranslation()
  const all = `/transactions/statistics?${new URLSearchParams({ filter: JSON.stringify({ customer: customer.id }) })}`
  if (statistics.count === 0) {
    return (
      <Card title={t('sales.customer.title')}>
        <EmptyState small title={t('sales.customer.empty')} />
      </Card>
    )
  }
  return (
    <Card title={t('sales.customer.title')} note={statistics.last_at ? t('sales.customer.last', { day: formatDate(statistics.last_at, 'short') }) : undefined} action={<Link to={all}>{t('sales.figures.more')}</Link>}>
      <TotalFigures total={statistics} previous={statistics.previous} isSmall />
      <Chart data={monthChart(t, statistics.by_month, months)} height={132} />
      <ShareList items={statistics.by_product.slice(0, products).map((item) => ({ name: item.product, value: Number(item.sum), text: formatMoney(item.sum), note: t('sales.times', { count: item.count, number: formatNumber(item.count) }) }))} label={t('sales.by_product')} />
    </Card>
  )
}
