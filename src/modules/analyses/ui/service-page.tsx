/** 服务质量: how fast, how well and how dear service is, beside the time before. Every figure opens its requests. */
import { FilterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatDateTime } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { FilterChips } from '../../../web/records/filter/filter-chips.tsx'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { useAsked } from './asked.ts'
import { BlockCard } from './block-card.tsx'
import styles from './analyses.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { ServicePart, ServicePopulation, ServiceQuality } from '../rules/service.ts'

const spans = ['30', '90', '365'] as const
const populations = ['completed', 'received', 'visits'] as const

export function ServicePage() {
  const request = useObject('request')
  return request?.queries.includes('quality') ? <Service request={request} /> : <NotFound />
}

function Service({ request }: { request: ObjectMetadata }) {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const { whose, own, setOwn } = useAsked()
  const [isOpen, setIsOpen] = useState(false)
  const [seesVisits, seesComplaints] = [useObject('service_voucher'), useObject('complaint')]
  const span = spans.find((each) => each === parameters.get('days')) ?? '90'
  const of: ServicePopulation = populations.find((each) => each === parameters.get('of')) ?? 'completed'
  const owners = { all: {}, team: { owner: '@my_team' }, mine: { owner: '@me' } }[whose]
  const filter = Object.keys(own).length > 0 && whose !== 'all' ? { and: [owners, own] } : { ...owners, ...own }
  const asked = { days: Number(span), filter }
  const answer = (part: ServicePart, more: object) => ({
    queryKey: [...keys.lists(request.path), 'quality', { ...asked, part, ...more }],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.post<ServiceQuality>(`/${request.path}/quality`, { ...asked, part, ...more }, { signal }),
    placeholderData: (before: ServiceQuality | undefined) => before,
  })
  const query = useQuery(answer('totals', {}))
  // After the figures of all: what is read first is not to wait for what is counted longest.
  const sorted = useQuery({ ...answer('blocks', { of }), enabled: query.isFetched && !query.isError })
  const { from, until, before, is_kept: isKept, computed_at: at } = query.data ?? {}
  return (
    <>
      <PageHeader
        title={t('analyses.service')}
        note={before && t(isKept ? 'analyses.service_note_kept' : 'analyses.service_note', { from: formatDate(from), until: formatDate(until), before: formatDate(before.from), at: formatDateTime(at, 'short') })}
        actions={
          <>
            <Link to={`/${request.path}/watch`}>{t('analyses.service_to_watch')}</Link>
            {seesComplaints && <Link to="/complaints/quality">{t('analyses.service_to_complaints')}</Link>}
          </>
        }
      />
      <div className={styles.page} aria-busy={query.isFetching || sorted.isFetching}>
        <div className={styles.bar}>
          <Segmented aria-label={t('analyses.service_span')} value={span} onChange={(days) => set({ days: days === '90' ? undefined : days })} options={spans.map((value) => ({ value, label: t('analyses.service_days', { count: Number(value) }) }))} />
          <Segmented aria-label={t('analyses.whose')} value={whose} onChange={(value) => set({ whose: value === 'all' ? undefined : value })} options={(['all', 'team', 'mine'] as const).map((value) => ({ value, label: t(`analyses.whose.${value}`) }))} />
          <Button type="text" icon={<FilterOutlined aria-hidden />} aria-expanded={isOpen} onClick={() => setIsOpen((shown) => !shown)}>{t('analyses.service_narrow')}</Button>
        </div>
        <FilterChips object={request} filter={own} onChange={setOwn} onOpen={() => setIsOpen(true)} />
        {isOpen && <FilterBuilder object={request} filter={own} onChange={setOwn} />}
        <p className={styles.about}>{t('analyses.service_hours')}</p>
        <Loaded query={query} lines={10} isEmpty={({ totals }) => totals.every(({ rows }) => rows.every(({ figures }) => !Number(figures[0])))} empty={{ title: t('analyses.service_empty'), hint: t('analyses.service_empty_hint') }}>
          {({ totals }) => (
            <>
              <div className={styles.cards}>
                {totals.map((block) => <div key={block.key} className={styles.wide}><BlockCard block={block} /></div>)}
              </div>
              <div>
                <Segmented aria-label={t('analyses.service_of')} value={of} onChange={(value) => set({ of: value === 'completed' ? undefined : value })} options={populations.filter((each) => each !== 'visits' || seesVisits).map((value) => ({ value, label: t(`analyses.service_of.${value}`) }))} />
              </div>
              <Loaded query={sorted} lines={10}>
                {({ blocks }) => <div className={styles.cards}>{blocks.map((block) => <div key={`${of} ${block.key}`} className={styles.wide}><BlockCard block={block} /></div>)}</div>}
              </Loaded>
            </>
          )}
        </Loaded>
      </div>
    </>
  )
}
