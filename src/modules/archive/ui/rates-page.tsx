/** How much was in time, by department and by person, of what was due in a period. */
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { DaysPicker } from '../../../web/kit/day-picker.tsx'
import { endOf, isDay } from '../../../web/kit/days.ts'
import { formatNumber, formatPercent, today } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { RateTable } from './rate-table.tsx'
import { shareOf } from './share-of.ts'
import styles from './archive.module.css'

import type { Rate } from './share-of.ts'

interface Rates {
  total: Rate
  departments: Rate[]
  people: Rate[]
}

export function RatesPage() {
  const { t } = useTranslation()
  const object = useObject('archive_clock')
  const [parameters, setParameters] = useSearchParams()
  const from = dayIn(parameters.get('from')) ?? `${today().slice(0, 7)}-01`
  const to = dayIn(parameters.get('to')) ?? endOf(from, 'month')
  const kind = kinds.find((each) => each === parameters.get('kind')) ?? 'all'
  const set = (values: Record<string, string>) => setParameters((before) => new URLSearchParams({ ...Object.fromEntries(before), ...values }), { replace: true })
  const asked = { from, to, ...(kind === 'all' ? {} : { kind }) }
  const query = useQuery({
    queryKey: [...keys.object('archive-clocks'), 'rates', asked],
    queryFn: ({ signal }) => api.post<Rates>('/archive-clocks/rates', asked, { signal }),
    placeholderData: (before) => before,
    enabled: object !== undefined,
  })
  if (!object) return null
  const kindOptions = object.fields.find((field) => field.name === 'kind')?.options ?? []
  const labelFor = (key: string) => labelOf(kindOptions.find((option) => option.key === key)?.label ?? { zh: '全部', en: 'All' })
  return (
    <>
      <PageHeader title={t('archive.rates')} note={t('archive.rates_note')} actions={<Link to="/archive-clocks">{t('archive.list')}</Link>} />
      <div className={styles.page} aria-busy={query.isFetching}>
        <div className={styles.bar}>
          <DaysPicker from={from} to={to} label={t('archive.period')} onChange={(first, last) => set({ from: first, to: last })} />
          <Segmented value={kind} onChange={(value) => set({ kind: value })} options={kinds.map((value) => ({ value, label: labelFor(value) }))} />
        </div>
        <Loaded query={query} lines={8} isEmpty={({ total }) => total.due === 0} empty={{ title: t('archive.rates_none'), hint: t('archive.rates_none_hint') }}>
          {({ total, departments, people }) => (
            <>
              <Card title={t('archive.total')}>
                <dl className={styles.figures}>
                  <div><dt>{t('archive.rate')}</dt><dd>{formatPercent(shareOf(total), 1)}</dd></div>
                  <div><dt>{t('archive.due')}</dt><dd>{formatNumber(total.due)}</dd></div>
                  <div><dt>{t('archive.on_time')}</dt><dd>{formatNumber(total.on_time)}</dd></div>
                  <div><dt>{t('archive.late')}</dt><dd>{formatNumber(total.late)}</dd></div>
                  <div><dt>{t('archive.open_late')}</dt><dd className={total.overdue > 0 ? styles.alarm : undefined}>{formatNumber(total.overdue)}</dd></div>
                </dl>
              </Card>
              <div className={styles.columns}>
                <Card title={t('archive.by_department')}>
                  <RateTable rates={departments} nameless={t('archive.no_department')} linkOf={(id) => overdueList({ department: id })} />
                </Card>
                <Card title={t('archive.by_person')}>
                  <RateTable rates={people} nameless={t('archive.nobody')} linkOf={(id) => overdueList({ owner: id })} />
                </Card>
              </div>
            </>
          )}
        </Loaded>
      </div>
    </>
  )
}

const kinds = ['all', 'filing', 'entering'] as const

function overdueList(whose: Record<string, string | null>): string {
  return `/archive-clocks?${new URLSearchParams({ view: 'overdue', filter: JSON.stringify({ done_at: { is_empty: true }, due_at: { lt: '+1h' }, ...whose }) }).toString()}`
}

function dayIn(text: string | null): string | undefined {
  return isDay(text) ? text : undefined
}
