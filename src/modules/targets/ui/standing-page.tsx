/** Who stands where (谁站在哪): quotas of a period by one measure, the furthest first; every figure leads to the records behind it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { SpanBar, useSpan } from './span-bar.tsx'
import { spans } from './span.ts'
import { StandingTable, type Line } from './standing-table.tsx'
import styles from './targets.module.css'

import type { Measure } from '../rules/measures.ts'
import type { Attainment, Standing } from '../queries/attainment.ts'
import type { ObjectMetadata } from '../../../web/client/metadata.tsx'

const known: readonly Measure[] = ['amount', 'margin', 'count', 'new_customers', 'visits']

export function StandingPage() {
  const quota = useObject('quota')
  return quota ? <Quotas quota={quota} /> : null
}

function Quotas({ quota }: { quota: ObjectMetadata }) {
  const { t } = useTranslation()
  const { shown, parameters, set } = useSpan(spans)
  const measure = known.find((each) => each === parameters.get('measure')) ?? 'amount'
  const measures = quota.fields.find(({ name }) => name === 'measure')?.options ?? []
  const asked = { period: shown.period, day: shown.first, measure }
  const query = useQuery({
    queryKey: [...keys.lists(quota.path), 'attainment', asked],
    queryFn: ({ signal }) => api.post<Standing>(`/${quota.path}/attainment`, asked, { signal }),
    placeholderData: keepPreviousData,
    // Sales, visits and customers move it, which no announcement of quotas tells of.
    refetchInterval: 60_000,
  })
  const pace = query.data?.pace
  return (
    <>
      <PageHeader
        title={t('targets.standing')}
        note={pace && t('targets.pace', { gone: formatNumber(pace.working_days_gone), days: formatNumber(pace.working_days), percent: formatPercent(pace.percent) })}
        actions={
          <Link to={`/${quota.path}`}>
            <Button tabIndex={-1}>{t('targets.list')}</Button>
          </Link>
        }
      />
      <div className={styles.page} aria-busy={query.isFetching}>
        <div className={styles.bar}>
          <SpanBar known={spans} shown={shown} set={set} />
          <div className={styles.segments}>
            <Segmented<Measure> aria-label={t('targets.measure')} value={measure} onChange={(value) => set({ measure: value === 'amount' ? undefined : value })} options={known.map((value) => ({ value, label: labelOf(measures.find(({ key }) => key === value)?.label ?? { zh: value, en: value }) }))} />
          </div>
        </div>
        <Loaded query={query} lines={8} isEmpty={({ quotas }) => quotas.length === 0} empty={{ title: t('targets.empty'), hint: t('targets.empty_hint'), action: quota.can.create ? <Link to={`/${quota.path}/new`}><Button tabIndex={-1}>{t('targets.first')}</Button></Link> : undefined }}>
          {(standing) => <Tables standing={standing} measure={measure} path={quota.path} />}
        </Loaded>
      </div>
    </>
  )
}

function Tables({ standing, measure, path }: { standing: Standing; measure: Measure; path: string }) {
  const { t } = useTranslation()
  const { quotas, teams, pace } = standing
  // The whole before its parts, each the furthest first.
  const of = (...holders: Attainment['holder'][]) => holders.flatMap((each) => quotas.filter(({ holder }) => holder === each)).map((quota) => lineOf(quota, path, t('targets.company'), t('targets.unseen')))
  const sums: Line[] = (teams[measure] ?? []).map(({ id, name, depth, people, percent, attained, target, missing }) => ({ key: id, name, note: t('targets.people', { count: people }), depth, percent, attained, target, missing }))
  const [wholes, people] = [of('company', 'department'), of('person')]
  const table = (lines: Line[], label: string) => <StandingTable lines={lines} label={label} pace={pace.percent} measure={measure} />
  return (
    <>
      {wholes.length > 0 && <Card title={t('targets.wholes')}>{table(wholes, t('targets.wholes'))}</Card>}
      {people.length > 0 && <Card title={t('targets.by_person')} note={t('targets.furthest_first')}>{table(people, t('targets.by_person'))}</Card>}
      {sums.length > 0 && <Card title={t('targets.sums')} note={t('targets.sums_note')}>{table(sums, t('targets.sums'))}</Card>}
    </>
  )
}

function lineOf(quota: Attainment, path: string, company: string, unseen: string): Line {
  const whose = quota.person ?? quota.department
  const narrowed = [quota.territory, quota.product].flatMap((each) => (each ? [each.name ?? unseen] : []))
  return {
    key: quota.id, name: whose ? (whose.name ?? unseen) : company, note: narrowed.join(' · '), depth: 0, to: `/${path}/${quota.id}`,
    rows: `/${quota.rows.path}?${new URLSearchParams({ view: 'all', filter: JSON.stringify(quota.rows.filter) })}`,
    percent: quota.percent, attained: quota.attained, target: quota.target, missing: quota.missing,
  }
}
