/** What every page of the module stands in: its name, as of when, the way to the other pages, and what to do before the first run. */
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatDateTime, formatNumber } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { useShownInLine } from '../../../web/kit/tabs.tsx'
import { ComputeButton } from './compute-button.tsx'
import { listPath, useStanding } from './standing.ts'
import styles from './insight.module.css'

import type { ReactNode } from 'react'
import type { Standing } from './standing.ts'

/** By the query that a page asks: whoever may not ask it is not led there. */
const pages = [
  { to: '/insight', label: 'insight.overview', query: 'standing' },
  { to: '/insight/bucket', label: 'insight.bucket', query: 'bucket' },
  { to: '/insight/cohorts', label: 'insight.cohorts', query: 'cohorts' },
  { to: '/insight/grid', label: 'insight.grid', query: 'grid' },
  { to: '/insight/models', label: 'insight.models', query: 'models' },
  { to: '/analyses/overview', label: 'insight.analyses', query: 'analyse' },
  { to: '/insight/calculator', label: 'insight.calculator', query: 'calculate' },
] as const

interface Props {
  title: string
  /** Also shown before the first run. */
  isAlways?: boolean
  children(standing: Standing): ReactNode
}

export function InsightFrame({ title, isAlways = false, children }: Props) {
  const { t } = useTranslation()
  const object = useObject('customer_value')
  const standing = useStanding()
  const line = useShownInLine<HTMLElement>(title)
  if (!object) return null
  const { as_of: asOf, computed_at: at, customers } = standing.data ?? {}
  return (
    <>
      <PageHeader
        title={title}
        note={asOf && t(customers ? 'insight.as_of_all' : 'insight.as_of', { day: formatDate(asOf), at: formatDateTime(at, 'short'), count: customers ?? 0, number: formatNumber(customers) })}
        actions={<ComputeButton />}
      />
      <nav ref={line} className={styles.pages} aria-label={t('insight.pages')}>
        {pages.filter(({ query }) => object.queries.includes(query)).map(({ to, label }) => (
          <NavLink key={to} to={to} end className={({ isActive }) => (isActive ? styles.current : styles.other)}>
            {t(label)}
          </NavLink>
        ))}
        <NavLink to={`/${listPath}`} className={styles.other}>
          {t('insight.list')}
        </NavLink>
      </nav>
      <div className={styles.page}>
        <Loaded query={standing} lines={8}>
          {(known) => (known.as_of || isAlways ? children(known) : <EmptyState title={t('insight.not_yet')} hint={labelOf(object.empty_hint)} action={<ComputeButton isFirst />} />)}
        </Loaded>
      </div>
    </>
  )
}
