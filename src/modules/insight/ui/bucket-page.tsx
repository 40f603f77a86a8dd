/** The leaky bucket: how many customers there were, came, came back and were lost in each month. Every line of the table adds up. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatMonth, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { InsightFrame } from './insight-frame.tsx'
import { customersOf, listPath } from './standing.ts'
import styles from './insight.module.css'

import type { TFunction } from 'i18next'
import type { BucketLists } from '../rules/month-lists.ts'
import type { BucketMonth, Dimension } from '../queries/bucket.ts'
import type { ChartData } from '../../../web/kit/chart-data.ts'

const dimensions: readonly Dimension[] = ['all', 'tier', 'category']
const spans = ['12', '24', '36', 'all'] as const

export function BucketPage() {
  const { t } = useTranslation()
  return <InsightFrame title={t('insight.bucket')}>{() => <Bucket />}</InsightFrame>
}

function Bucket() {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const dimension = dimensions.find((each) => each === parameters.get('by')) ?? 'all'
  const span = spans.find((each) => each === parameters.get('months')) ?? '24'
  const customer = useObject('customer')
  const query = useQuery({
    queryKey: [...keys.lists(listPath), 'bucket', dimension],
    queryFn: ({ signal }) => api.post<{ as_of: string | null; months: BucketMonth[]; lists: Record<string, BucketLists> }>(`/${listPath}/bucket`, { dimension }, { signal }),
    placeholderData: keepPreviousData,
  })
  const options = dimension === 'all' ? [] : (customer?.fields.find(({ name }) => name === dimension)?.options ?? [])
  const value = dimension === 'all' ? '' : (options.find(({ key }) => key === parameters.get('value')) ?? options[0])?.key ?? ''
  return (
    <>
      <p className={styles.saying}>{t('insight.bucket_about')}</p>
      <div className={styles.bar}>
        <Segmented<Dimension> aria-label={t('insight.by')} value={dimension} onChange={(by) => set({ by: by === 'all' ? undefined : by, value: undefined })} options={dimensions.map((each) => ({ value: each, label: t(`insight.by.${each}`) }))} />
        {options.length > 0 && <Select aria-label={t(`insight.by.${dimension}`)} className={styles.choice} value={value} onChange={(chosen: string) => set({ value: chosen })} options={options.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />}
        <Segmented<(typeof spans)[number]> aria-label={t('insight.span')} value={span} onChange={(months) => set({ months: months === '24' ? undefined : months })} options={spans.map((each) => ({ value: each, label: each === 'all' ? t('insight.span.all') : t('insight.span.months', { count: Number(each) }) }))} />
      </div>
      <Loaded query={query} lines={10} isEmpty={({ months }) => months.length === 0} empty={{ title: t('insight.nothing_bought'), hint: t('insight.nothing_bought_hint') }}>
        {({ months, lists }) => {
          const all = months.filter((month) => month.value === value)
          const shown = span === 'all' ? all : all.slice(-Number(span))
          if (shown.length === 0) return <p className={styles.quiet}>{t('insight.nobody')}</p>
          return (
            <>
              <Card title={t('insight.flow')} note={<Sentence months={shown} />}>
                <Chart kind="flow" data={flowChart(t, shown)} height={360} />
              </Card>
              <Card title={t('insight.by_month')} note={t('insight.adds_up')}>
                <MonthTable months={shown} lists={lists} narrowed={dimension === 'all' ? {} : { [dimension]: value }} />
              </Card>
            </>
          )
        }}
      </Loaded>
    </>
  )
}

/** How fast the bucket leaks and is filled, over all that is shown. */
function Sentence({ months }: { months: BucketMonth[] }) {
  const { t } = useTranslation()
  const [gain, loss] = [rateOf(months, 'gain'), rateOf(months, 'loss')]
  return gain === null || loss === null ? null : <>{t('insight.rates', { gain: formatPercent(gain, 1), loss: formatPercent(loss, 1) })}</>
}

/** In percent of those who were there at the beginning of the months, per month. Null where nobody was. */
function rateOf(months: readonly BucketMonth[], kind: 'gain' | 'loss'): number | null {
  const opening = months.reduce((sum, month) => sum + month.opening, 0)
  const moved = months.reduce((sum, month) => sum + (kind === 'gain' ? month.gained + month.won_back : month.lost), 0)
  return opening > 0 ? (moved / opening) * 100 : null
}

function flowChart(t: TFunction, months: BucketMonth[]): ChartData {
  const format = (value: number) => formatNumber(value)
  return {
    title: t('insight.flow_title'),
    category: t('insight.month'),
    labels: months.map(({ month }) => formatMonth(month)),
    series: [
      { name: t('insight.closing'), values: months.map(({ closing }) => closing), format },
      { name: t('insight.gained'), values: months.map(({ gained }) => gained), format },
      { name: t('insight.won_back'), values: months.map((month) => month.won_back), format },
      { name: t('insight.lost'), values: months.map(({ lost }) => -lost), format },
    ],
  }
}

interface MonthTableProps {
  months: BucketMonth[]
  /** By month, of all customers. */
  lists: Record<string, BucketLists>
  narrowed: Record<string, unknown>
}

function MonthTable({ months, lists, narrowed }: MonthTableProps) {
  const { t } = useTranslation()
  const sum = (name: 'gained' | 'won_back' | 'lost') => months.reduce((total, month) => total + month[name], 0)
  const rate = (of: readonly BucketMonth[], kind: 'gain' | 'loss') => formatPercent(rateOf(of, kind) ?? undefined, 1) || '—'
  const names = ['opening', 'gained', 'won_back', 'lost', 'closing'] as const
  return (
    <ScrollBox label={t('insight.by_month')} className={styles.tall}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('insight.month')}</th>
            {names.map((name) => <th key={name} scope="col" className={styles.figure}>{t(`insight.${name}`)}</th>)}
            <th scope="col" className={`${styles.figure} ${styles.desk}`}>{t('insight.gain_rate')}</th>
            <th scope="col" className={`${styles.figure} ${styles.desk}`}>{t('insight.loss_rate')}</th>
          </tr>
        </thead>
        <tbody>
          <tr className={styles.sum}>
            <th scope="row">{t('insight.all_months')}</th>
            <td className={styles.figure}>{formatNumber(months[0]?.opening)}</td>
            <td className={styles.figure}>{plus(sum('gained'))}</td>
            <td className={styles.figure}>{plus(sum('won_back'))}</td>
            <td className={styles.figure}>{minus(sum('lost'))}</td>
            <td className={styles.figure}>{formatNumber(months.at(-1)?.closing)}</td>
            <td className={`${styles.figure} ${styles.desk}`}>{rate(months, 'gain')}</td>
            <td className={`${styles.figure} ${styles.desk}`}>{rate(months, 'loss')}</td>
          </tr>
          {months.toReversed().map((month) => (
            <tr key={month.month}>
              <th scope="row">{formatMonth(month.month)}</th>
              {names.map((name) => {
                const [list, text] = [lists[month.month]?.[name], written[name](month[name])]
                return <td key={name} className={styles.figure}>{list && month[name] > 0 ? <Link to={customersOf({ ...list, ...narrowed })} aria-label={t('insight.open_month', { month: formatMonth(month.month), name: t(`insight.${name}`), number: formatNumber(month[name]) })}>{text}</Link> : text}</td>
              })}
              <td className={`${styles.figure} ${styles.desk}`}>{rate([month], 'gain')}</td>
              <td className={`${styles.figure} ${styles.desk}`}>{rate([month], 'loss')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

const plus = (count: number) => (count > 0 ? `+${formatNumber(count)}` : '0')
const minus = (count: number) => (count > 0 ? `−${formatNumber(count)}` : '0')
const written = { opening: formatNumber, gained: plus, won_back: plus, lost: minus, closing: formatNumber }
