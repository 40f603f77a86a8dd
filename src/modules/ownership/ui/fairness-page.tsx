/** Customers, value and workload by person, and how evenly they are spread. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { RecordFilter } from '../../../web/records/record-filter.tsx'
import styles from './ownership.module.css'

import type { Fairness } from '../fairness/fairness.ts'

const measures = ['customers', 'value', 'open_tasks', 'contacts'] as const
type Measure = (typeof measures)[number]

const mostBars = 30

export function FairnessPage() {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const customer = useObject('customer')
  const asked = { department: parameters.get('department'), territory: parameters.get('territory'), tiers: parameters.get('tier') ? [parameters.get('tier')] : null }
  const measure = measures.find((each) => each === parameters.get('by')) ?? 'customers'
  const query = useQuery({
    queryKey: ['records', 'customers', 'fairness', asked],
    queryFn: ({ signal }) => api.post<Fairness>('/customers/fairness', asked, { signal }),
    placeholderData: keepPreviousData,
  })
  const tiers = customer?.fields.find(({ name }) => name === 'tier')?.options?.map(({ key, label }) => ({ value: key, label: labelOf(label) })) ?? []
  return (
    <>
      <PageHeader
        title={t('ownership.fairness.title')}
        note={t('ownership.fairness.note')}
        filters={
          <>
            <RecordFilter object="department" value={parameters.get('department')} onChange={(department) => set({ department })} />
            <RecordFilter object="territory" value={parameters.get('territory')} onChange={(territory) => set({ territory })} />
            <Select allowClear value={parameters.get('tier') ?? undefined} onChange={(tier: string | undefined) => set({ tier })} options={tiers} placeholder={t('ownership.fairness.all_tiers')} aria-label={t('ownership.fairness.all_tiers')} />
          </>
        }
      />
      <div className={styles.page} aria-busy={query.isFetching}>
        <Loaded query={query} lines={8} isEmpty={({ rows }) => rows.length === 0} empty={{ title: t('ownership.fairness.empty') }}>
          {(fairness) => (
            <>
              <Card title={t('ownership.fairness.spread')} note={t('ownership.fairness.spread_note')}>
                <dl className={styles.figures}>
                  {measures.map((each) => (
                    <div key={each}>
                      <dt>
                        {t(`ownership.fairness.${each}`)} · {t('ownership.fairness.top', { share: formatPercent(Math.round(fairness.spread[each].top_share * 100), 0) })}
                      </dt>
                      <dd>{formatNumber(fairness.spread[each].gini, 2)}</dd>
                    </div>
                  ))}
                </dl>
              </Card>
              <Card title={t('ownership.by_person')}>
                <div className={styles.segments}>
                  <Segmented<Measure> value={measure} onChange={(value) => set({ by: value })} options={measures.map((each) => ({ value: each, label: t(`ownership.fairness.${each}`) }))} />
                </div>
                <Chart data={chartOf(t, fairness, measure)} height={220} />
                <PeopleTable fairness={fairness} />
              </Card>
            </>
          )}
        </Loaded>
      </div>
    </>
  )
}

function chartOf(t: ReturnType<typeof useTranslation>['t'], { rows }: Fairness, measure: Measure) {
  const sorted = rows.toSorted((one, other) => Number(other[measure] ?? 0) - Number(one[measure] ?? 0)).slice(0, mostBars)
  return {
    title: t(`ownership.fairness.chart.${measure}`),
    category: t('ownership.person'),
    labels: sorted.map(({ person }) => person.name),
    series: [{ name: t(`ownership.fairness.${measure}`), values: sorted.map((row) => Number(row[measure] ?? 0)), format: (value: number) => (measure === 'value' ? formatMoney(value, { compact: true }) : formatNumber(value)) }],
  }
}

function PeopleTable({ fairness }: { fairness: Fairness }) {
  const { t } = useTranslation()
  return (
    <div className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('ownership.person')}</th>
            {measures.map((each) => (
              <th key={each} scope="col" className={styles.figure}>
                {t(`ownership.fairness.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fairness.rows.map(({ person, customers, value, open_tasks, contacts }) => (
            <tr key={person.id}>
              <th scope="row">
                <Link to={`/customers?filter=${encodeURIComponent(JSON.stringify({ owner: person.id }))}`}>{person.name}</Link> <span className={styles.quiet}>{person.department}</span>
              </th>
              <td className={styles.figure}>{formatNumber(customers)}</td>
              <td className={styles.figure}>{value === null ? '' : formatMoney(value, { compact: true })}</td>
              <td className={styles.figure}>{formatNumber(open_tasks)}</td>
              <td className={styles.figure}>{formatNumber(contacts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
