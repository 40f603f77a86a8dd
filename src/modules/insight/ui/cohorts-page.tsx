/** What became of the customers of each first month: a triangle, the darker the more of them bought again. It is a table, so that every cell can be read. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { monthFrom } from '../../../web/kit/days.ts'
import { formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { InsightFrame } from './insight-frame.tsx'
import { trianglesOf } from './cohorts.ts'
import { customersOf, listPath } from './standing.ts'
import styles from './insight.module.css'

import type { CohortCell } from '../queries/cohorts.ts'
import type { CohortLists } from '../rules/month-lists.ts'
import type { CohortRow } from './cohorts.ts'

const measures = ['customers', 'amount'] as const
type Measure = (typeof measures)[number]
const spans = ['12', '24', '36'] as const

export function CohortsPage() {
  const { t } = useTranslation()
  return <InsightFrame title={t('insight.cohorts')}>{() => <Cohorts />}</InsightFrame>
}

function Cohorts() {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const measure = measures.find((each) => each === parameters.get('of')) ?? 'customers'
  const span = spans.find((each) => each === parameters.get('months')) ?? '24'
  const query = useQuery({
    queryKey: [...keys.lists(listPath), 'cohorts', span],
    queryFn: ({ signal }) => api.post<{ as_of: string | null; cells: CohortCell[]; lists: CohortLists }>(`/${listPath}/cohorts`, { months: Number(span) }, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <p className={styles.saying}>{t('insight.cohorts_about')}</p>
      <div className={styles.bar}>
        <Segmented<Measure> aria-label={t('insight.measure')} value={measure} onChange={(of) => set({ of: of === 'customers' ? undefined : of })} options={measures.map((each) => ({ value: each, label: t(`insight.cohort.${each}`) }))} />
        <Segmented<(typeof spans)[number]> aria-label={t('insight.span')} value={span} onChange={(months) => set({ months: months === '24' ? undefined : months })} options={spans.map((each) => ({ value: each, label: t('insight.span.months', { count: Number(each) }) }))} />
      </div>
      <Loaded query={query} lines={10} isEmpty={({ cells }) => cells.length === 0} empty={{ title: t('insight.nothing_bought'), hint: t('insight.nothing_bought_hint') }}>
        {({ cells, lists, as_of: asOf }) => (
          <Card title={t(`insight.cohort_title.${measure}`)} note={t('insight.cohort_note')}>
            <Triangle rows={trianglesOf(cells, asOf ?? '')} lists={lists} measure={measure} />
          </Card>
        )}
      </Loaded>
    </>
  )
}

function Triangle({ rows, lists, measure }: { rows: CohortRow[]; lists: CohortLists; measure: Measure }) {
  const { t } = useTranslation()
  const ages = Array.from({ length: Math.max(0, ...rows.map(({ cells }) => cells.length)) }, (_, age) => age)
  return (
    <ScrollBox label={t(`insight.cohort_title.${measure}`)} className={styles.box}>
      <table className={styles.triangle}>
        <thead>
          <tr>
            <th scope="col">{t('insight.first_month')}</th>
            <th scope="col" className={styles.size}>{t(measure === 'customers' ? 'insight.customers' : 'insight.amount')}</th>
            {ages.map((age) => <th key={age} scope="col" aria-label={t('insight.after_months', { count: age })}>{age}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cohort, cells }) => (
            <tr key={cohort}>
              <th scope="row">{lists.first[cohort] ? <Link to={customersOf(lists.first[cohort])}>{cohort.slice(0, 7)}</Link> : cohort.slice(0, 7)}</th>
              <td className={styles.size}>{measure === 'customers' ? formatNumber(cells[0]?.customers) : formatMoney(cells[0]?.amount, { compact: true, scale: 0 })}</td>
              {cells.map((cell, age) => {
                const share = cell.shares[measure]
                const said = measure === 'customers' ? t('insight.of_customers', { count: cell.customers, number: formatNumber(cell.customers) }) : formatMoney(cell.amount, { scale: 0 })
                const [first, bought] = [lists.first[cohort], lists.bought[monthFrom(cohort, age)]]
                const text = formatPercent(share * 100, 0).replace('%', '')
                return (
                  <td key={age} title={`${cohort.slice(0, 7)} +${age}: ${said}`} style={{ background: `color-mix(in srgb, var(--primary) ${Math.round(Math.min(1, share) * 62)}%, transparent)` }}>
                    {first && bought && cell.customers > 0 ? <Link to={customersOf(age === 0 ? first : { and: [first, bought] })} aria-label={t('insight.open_cohort', { share: formatPercent(share * 100, 0), cohort: cohort.slice(0, 7), age, said })}>{text}</Link> : text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
