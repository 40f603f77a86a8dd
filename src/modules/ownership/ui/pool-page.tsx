/** Customers that nobody holds, to be claimed; and one's own that come back soon. */
import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatMoney, timeAgo } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { Tabs } from '../../../web/kit/tabs.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { poolRowsOf, useClaim, usePool } from './pool-answer.ts'
import { SoonCard } from './soon-card.tsx'
import styles from './ownership.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { PoolRow, PoolStanding } from './pool-answer.ts'

export function PoolPage() {
  const { t } = useTranslation()
  const customer = useObject('customer')
  const isPhone = useIsPhone()
  const [parameters, setParameters] = useSearchParams()
  const chosen = parameters.get('pool')
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const query = usePool({ pool: chosen, q })
  const pools = query.data?.pages[0]?.pools ?? []
  const rows = poolRowsOf(query.data)
  const choose = (pool: string) => setParameters(pool === 'all' ? {} : { pool }, { replace: true })
  const tabs = [{ key: 'all', label: t('ownership.pool.all') }, ...pools.map(({ id, name }) => ({ key: id, label: name }))]
  const standing = pools.find(({ id }) => id === chosen) ?? (pools.length === 1 ? pools[0] : undefined)
  if (!customer) return null
  return (
    <>
      <PageHeader title={t('ownership.pool.title')} note={t('ownership.pool.note')} />
      <div className={styles.page}>
        <div className={styles.bar}>
          <Input.Search className={styles.search} allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('ownership.pool.search')} aria-label={t('ownership.pool.search')} />
          {standing && <span className={styles.hint}>{standingWords(t, standing)}</span>}
        </div>
        <Tabs label={t('ownership.pool.pools')} active={chosen ?? 'all'} onChange={choose} tabs={tabs}>
          <Card title={t('ownership.pool.customers')} note={isPhone ? undefined : t('ownership.pool.keys')}>
            <Loaded query={query} lines={6} isEmpty={() => rows.length === 0} empty={{ title: t('ownership.pool.empty'), hint: pools.length === 0 ? t('ownership.pool.no_pools') : t('ownership.pool.empty_hint') }}>
              {() => <PoolTable customer={customer} rows={rows} pools={pools} />}
            </Loaded>
            {query.hasNextPage && (
              <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('ownership.load_more')}
              </Button>
            )}
          </Card>
        </Tabs>
        <SoonCard />
      </div>
    </>
  )
}

type Words = ReturnType<typeof useTranslation>['t']

function standingWords(t: Words, { most_held, held, most_claims, claimed, is_for_me }: PoolStanding): string {
  if (!is_for_me) return t('ownership.pool.not_for_me')
  const words = [
    most_held === null ? '' : t('ownership.pool.held_of', { held, most: most_held }),
    most_claims === null ? '' : t('ownership.pool.claimed_of', { claimed, most: most_claims }),
  ]
  return words.filter(Boolean).join(' · ')
}

/** j and k go through the rows, x claims. */
function PoolTable({ customer, rows, pools }: { customer: ObjectMetadata; rows: PoolRow[]; pools: PoolStanding[] }) {
  const { t } = useTranslation()
  const claim = useClaim()
  const [at, setAt] = useState(-1)
  const active = rows[Math.min(at, rows.length - 1)]
  const go = (step: number) => setAt((before) => Math.max(0, Math.min(rows.length - 1, before + step)))
  useShortcuts(t('ownership.pool.title'), [
    { keys: 'j', label: t('ownership.pool.key_next'), run: () => go(1) },
    { keys: 'k', label: t('ownership.pool.key_previous'), run: () => go(-1) },
    { keys: 'x', label: t('ownership.pool.claim'), run: () => active && claim.mutate(active.customer) },
  ])
  const tierOf = (key: unknown) => customer.fields.find(({ name }) => name === 'tier')?.options?.find((option) => option.key === key)
  return (
    <div className={styles.box}>
      <table className={`${styles.table} ${styles.stacked}`}>
        <thead>
          <tr>
            <th scope="col">{labelOf(customer.label)}</th>
            <th scope="col">{t('ownership.pool.about')}</th>
            <th scope="col" className={styles.figure}>{t('ownership.pool.worth')}</th>
            <th scope="col">{t('ownership.pool.came')}</th>
            <th scope="col">
              <span className={styles.quiet}>{pools.length > 1 ? t('ownership.pool.pool') : ''}</span>
            </th>
            <th scope="col" aria-label={t('ownership.pool.claim')} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { customer: record } = row
            const tier = tierOf(record.tier)
            const pool = pools[row.place]
            return (
              <tr key={record.id} aria-selected={row === active}>
                <th scope="row">
                  <Link to={`/customers/${record.id}`}>{record.name ?? record.number}</Link>
                </th>
                <td>{[tier && labelOf(tier.label), record.industry, record.city].filter(Boolean).join(' · ')}</td>
                <td className={styles.figure}>{Number(record.annual_amount ?? 0) > 0 ? formatMoney(record.annual_amount, { compact: true }) : ''}</td>
                <td>
                  <span title={formatDate(row.since)}>{timeAgo(row.since)}</span> <span className={styles.quiet}>{cameWords(t, row)}</span>
                </td>
                <td className={styles.quiet}>{pools.length > 1 ? pool?.name : ''}</td>
                <td className={styles.buttons}>
                  <Button size="small" disabled={pool?.is_for_me === false} loading={claim.isPending && claim.variables?.id === record.id} onClick={() => claim.mutate(record)} aria-label={t('ownership.pool.claim_name', { name: String(record.name ?? record.number) })}>
                    {t('ownership.pool.claim')}
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** How it came into the pool: by a rule, given back, or new. */
function cameWords(t: Words, { how, reason, days, former_owner }: PoolRow): string {
  if (how !== 'returned') return former_owner ? t('ownership.came_from', { name: former_owner.name }) : t('ownership.pool.new')
  const why = reason === 'contact' || reason === 'deal' ? t(`ownership.because.${reason}`, { days: Number(days) }) : t(`ownership.reason.${reason ?? 'other'}`)
  return former_owner ? t('ownership.came_why', { name: former_owner.name, why }) : why
}
