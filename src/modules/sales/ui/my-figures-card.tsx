import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatMoney, formatNumber, today } from '../../../web/kit/format.ts'
import styles from './my-figures-card.module.css'

interface Figures {
  count: number
  sum: string
  mean: string | null
}

interface Statistics {
  total: Figures
  previous: Figures | null
}

/** At a glance nobody reads the digits after the point. */
const whole = { scale: 0 }

/** What my customers bought this month, against the month before. */
export function MyFiguresCard() {
  const { t } = useTranslation()
  const object = useObject('transaction')
  const month = today().slice(0, 7)
  const asked = { filter: { customer: { owner: '@me' } }, from: `${month}-01`, to: lastDayOf(month) }
  const query = useQuery({
    queryKey: [...keys.object(object?.path ?? ''), 'statistics', asked],
    queryFn: ({ signal }) => api.post<Statistics>(`/${object?.path}/statistics`, asked, { signal }),
    enabled: object !== undefined,
  })
  if (!object) return null
  return (
    <Card title={t('sales.figures.title')} note={t('sales.figures.span')} action={<Link to={`/${object.path}/statistics`}>{t('sales.figures.more')}</Link>}>
      <Loaded
        query={query}
        lines={2}
        isEmpty={({ total, previous }) => total.count === 0 && (previous?.count ?? 0) === 0}
        empty={{ title: t('sales.figures.empty'), hint: t('sales.figures.empty_hint') }}
      >
        {({ total, previous: before }) => (
          <dl className={styles.figures}>
            <Figure label={t('sales.figures.sum')} value={formatMoney(total.sum, whole)} now={Number(total.sum)} before={Number(before?.sum ?? '0')} beforeText={formatMoney(before?.sum ?? '0', whole)} />
            <Figure label={t('sales.figures.count')} value={formatNumber(total.count)} now={total.count} before={before?.count ?? 0} beforeText={formatNumber(before?.count ?? 0)} />
            <Figure label={t('sales.figures.mean')} value={formatMoney(total.mean ?? '0', whole)} now={Number(total.mean ?? 0)} before={Number(before?.mean ?? 0)} beforeText={formatMoney(before?.mean ?? '0', whole)} />
          </dl>
        )}
      </Loaded>
    </Card>
  )
}

interface FigureProps {
  label: string
  value: string
  now: number
  before: number
  beforeText: string
}

function Figure({ label, value, now, before, beforeText }: FigureProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.change}>{before > 0 ? t('sales.figures.against', { change: changeOf(now, before), before: beforeText }) : t('sales.figures.nothing_before')}</dd>
    </div>
  )
}

/** The sign and the arrow say it; colour would only repeat it. */
function changeOf(now: number, before: number): string {
  const percent = Math.round(((now - before) / before) * 100)
  if (percent === 0) return '±0%'
  return percent > 0 ? `▲ ${percent}%` : `▼ ${-percent}%`
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`
}
