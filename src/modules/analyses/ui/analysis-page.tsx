/** The seven analyses (七种分析), a page each: of the whole company, or of any customers that the list can name. */
import { FilterOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useParams } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatDateTime } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useShownInLine } from '../../../web/kit/tabs.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { FilterChips } from '../../../web/records/filter/filter-chips.tsx'
import { RecordFilter } from '../../../web/records/record-filter.tsx'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { BlockCard } from './block-card.tsx'
import { ForecastCard } from './forecast-card.tsx'
import { useAsked } from './asked.ts'
import styles from './analyses.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { AnalysisAnswer, AnalysisName, Block } from '../rules/answer.ts'

const names: readonly AnalysisName[] = ['overview', 'loyalty', 'profit', 'behaviour', 'trend', 'product', 'promotion']

export function AnalysisPage() {
  const { name } = useParams()
  const analysis = names.find((each) => each === name)
  const [customer, value] = [useObject('customer'), useObject('customer_value')]
  return analysis && customer && value?.queries.includes('analyse') ? <Analysis analysis={analysis} customer={customer} path={value.path} /> : <NotFound />
}

function Analysis({ analysis, customer, path }: { analysis: AnalysisName; customer: ObjectMetadata; path: string }) {
  const { t } = useTranslation()
  const { filter, search } = useAsked()
  const pages = useShownInLine<HTMLElement>(analysis)
  const query = useQuery({
    queryKey: [...keys.lists(path), 'analyse', analysis, filter],
    queryFn: ({ signal }) => api.post<AnalysisAnswer>(`/${path}/analyse`, { analysis, filter }, { signal }),
    placeholderData: (before, asked) => (asked?.queryKey.includes(analysis) ? keepPreviousData(before) : undefined),
  })
  const { as_of: asOf, window, is_kept: isKept, computed_at: at } = query.data ?? {}
  const isEmpty = ({ blocks, forecasts }: AnalysisAnswer) => (blocks.length === 0 || isOfNobody(blocks)) && forecasts.length === 0
  return (
    <>
      <PageHeader
        title={t(`analyses.name.${analysis}`)}
        note={window && (asOf ? t(isKept ? 'analyses.as_of_kept' : 'analyses.as_of', { from: formatDate(window.from), day: formatDate(asOf), at: formatDateTime(at, 'short') }) : t('analyses.not_yet'))}
      />
      <nav ref={pages} className={styles.pages} aria-label={t('analyses.pages')}>
        {names.map((each) => <NavLink key={each} to={`/analyses/${each}${search}`} className={({ isActive }) => (isActive ? styles.current : styles.other)}>{t(`analyses.name.${each}`)}</NavLink>)}
      </nav>
      <div className={styles.page} aria-busy={query.isFetching}>
        <Narrowing customer={customer} />
        <p className={styles.about}>{t(`analyses.what_it_says.${analysis}`)}</p>
        <Loaded query={query} lines={10} isEmpty={isEmpty} empty={{ title: t('analyses.nothing'), hint: t('analyses.nothing_hint') }}>
          {({ blocks, forecasts }) => (
            <div className={styles.cards}>
              {forecasts.map((series) => <ForecastCard key={series.key} series={series} />)}
              {blocks.map((block, at) => <div key={block.key} className={(at === 0 && block.draws === 'figures') || isWide(block) ? styles.wide : undefined}><BlockCard block={block} /></div>)}
            </div>
          )}
        </Loaded>
      </div>
    </>
  )
}

/** The figures of all stand first: zeros of no customer say nothing, and what could be done about it is said instead. */
function isOfNobody([whole]: readonly Block[]): boolean {
  return whole?.draws === 'figures' && whole.columns[0]?.key === 'customers' && whole.rows[0]?.figures[0] === 0
}

/** With its bars, more columns than half a page has room for. */
function isWide({ columns, draws }: Block): boolean {
  return columns.length + (draws === 'bars' ? 1 : 0) > 5
}

/** Whose customers: quick choices, and whatever else the list of customers can be narrowed by. */
function Narrowing({ customer }: { customer: ObjectMetadata }) {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const { whose, own, setOwn } = useAsked()
  const [isOpen, setIsOpen] = useState(false)
  const segments = useObject('customer_value')?.fields.find(({ name }) => name === 'segment')?.options ?? []
  return (
    <div className={styles.narrowing}>
      <div className={styles.bar}>
        <Segmented aria-label={t('analyses.whose')} value={whose} onChange={(value) => set({ whose: value === 'all' ? undefined : value })} options={(['all', 'team', 'mine'] as const).map((value) => ({ value, label: t(`analyses.whose.${value}`) }))} />
        {segments.length > 0 && <Select allowClear className={styles.choice} aria-label={t('analyses.segment')} placeholder={t('analyses.segment')} value={parameters.get('segment') ?? undefined} onChange={(segment: string | undefined) => set({ segment })} options={segments.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />}
        <span className={styles.field}><RecordFilter object="territory" value={parameters.get('territory')} onChange={(territory) => set({ territory })} /></span>
        <Button type="text" icon={<FilterOutlined aria-hidden />} aria-expanded={isOpen} onClick={() => setIsOpen((before) => !before)}>{t('analyses.narrow')}</Button>
      </div>
      <FilterChips object={customer} filter={own} onChange={setOwn} onOpen={() => setIsOpen(true)} />
      {isOpen && <FilterBuilder object={customer} filter={own} onChange={setOwn} />}
    </div>
  )
}
