/** Customers, value and workload by person, and how evenly they are spread. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import styles from './ownership.module.css'

import type { Fairness } from '../fairness/fairness.ts'

const measures = ['customers', 'value', 'open_tasks', 'contacts'] as const
type Measure = (typeof measures)[number]

const mostBars = 30

export function FairnessPage() {
  const { t } = useTranslation()
  const [parameters, setParameters] = useSearchParams()
  const customer = useObject('customer')
  const asked = { department: parameters.get('department'), territory: parameters.get('territory'), tiers: parameters.get('tier') ? [parameters.get('tier')] : null }
  const measure = measures.find((each) => each === parameters.get('by')) ?? 'customers'
  const query = useQuery({
    queryKey: ['records', 'customers', 'fairness', asked],
    queryFn: ({ signal }) => api.post<Fairness>('/customers/fairness', asked, { signal }),
    placeholderData: keepPreviousData,
  })
  const set = (name: string, value: string | undefined) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before)
        if (value) after.set(name, value)
        else after.delete(name)
        return after
      },
      { replace: true },
    )
  const tiers = customer?.fields.find(({ name }) => name === 'tier')?.options?.map(({ key, label }) => ({ value: key, label: labelOf(label) })) ?? []
  return (
    <>
      <PageHeader title={t('ownership.fairness.title')} note={t('ownership.fairness.note')} />
      <div className={styles.page} aria-busy={query.isFetching}>
        <div className={styles.bar}>
          <RecordFilter objectName="department" value={parameters.get('department')} onChange={(value) => set('department', value)} />
          <RecordFilter objectName="territory" value={parameters.get('territory')} onChange={(value) => set('territory', value)} />
          <Select allowClear value={parameters.get('tier') ?? undefined} onChange={(value: string | undefined) => set('tier', value)} options={tiers} placeholder={t('ownership.fairness.all_tiers')} aria-label={t('ownership.fairness.all_tiers')} style={{ minWidth: 120 }} />
        </div>
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
                  <Segmented<Measure> value={measure} onChange={(value) => set('by', value)} options={measures.map((each) => ({ value: each, label: t(`ownership.fairness.${each}`) }))} />
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

function RecordFilter({ objectName, value, onChange }: { objectName: string; value: string | null; onChange(value: string | undefined): void }) {
  const object = useObject(objectName)
  const query = useList(object?.path ?? '', { sort: 'name', limit: 200, fields: ['id', 'name'] }, { enabled: object !== undefined })
  if (!object) return null
  const label = labelOf(object.label)
  return <Select allowClear showSearch={{ optionFilterProp: 'label' }} value={value ?? undefined} onChange={onChange} options={recordsOf(query.data).map(({ id, name }) => ({ value: id, label: String(name) }))} placeholder={label} aria-label={label} style={{ minWidth: 180 }} />
}
