/** How suggestions stand: from what, since when, and how often they came true. */
import { ReloadOutlined, SettingOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { CountLink } from '../../../web/kit/count-link.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatDateTime, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { FormDrawer } from '../../../web/records/form-drawer.tsx'
import { waitForJob } from '../../../web/records/job.ts'
import { proposalsPath, useActs, useCounted, useHitRate } from './suggestions-answer.ts'
import styles from './suggestions.module.css'

import type { ReactNode } from 'react'
import type { HitRate } from '../queries/hit-rate.ts'

export function OverviewPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('suggestions.overview')} note={t('suggestions.overview_note')} actions={<><RuleButton /><ComputeButton /></>} />
      <div className={styles.page}>
        <HitCard />
        <StrongestCard />
      </div>
    </>
  )
}

function HitCard() {
  const { t } = useTranslation()
  const object = useObject('product_proposal')
  const query = useHitRate()
  if (!object) return null
  const sources = object.fields.find(({ name }) => name === 'source')?.options ?? []
  return (
    <Card title={t('suggestions.hit_rate')} note={query.data && t('suggestions.counted_at', { at: formatDateTime(query.data.at, 'short') })} action={<Link to="/product-proposals">{labelOf(object.plural_label)}</Link>}>
      <Loaded query={query} isEmpty={({ ripe, open }) => ripe + open === 0} empty={{ title: t('suggestions.no_proposals'), hint: t('suggestions.no_proposals_hint') }}>
        {(rate) => (
          <>
            <dl className={styles.figures}>
              <div><dt>{t('suggestions.hit_share')}</dt><dd>{shareOf(rate)}</dd></div>
              <div><dt>{t('suggestions.hits')}</dt><dd><Opened count={rate.hits} filter={rate.lists.hits} /></dd></div>
              <div><dt>{t('suggestions.ripe', { days: rate.hit_days })}</dt><dd><Opened count={rate.ripe} filter={rate.lists.ripe} /></dd></div>
              <div><dt>{t('suggestions.open')}</dt><dd><Opened count={rate.open} filter={rate.lists.open} /></dd></div>
            </dl>
            <p className={styles.saying}>{t('suggestions.hit_about', { days: rate.hit_days })}</p>
            {rate.ripe > 0 && (
              <ScrollBox label={t('suggestions.by_source')} className={styles.box}>
                <table className={styles.table}>
                  <thead><tr><th scope="col">{t('suggestions.by_source')}</th><th scope="col" className={styles.figure}>{t('suggestions.proposed')}</th><th scope="col" className={styles.figure}>{t('suggestions.hits')}</th><th scope="col" className={styles.figure}>{t('suggestions.hit_share')}</th></tr></thead>
                  <tbody>
                    {rate.by_source.filter(({ ripe }) => ripe > 0).map((row) => (
                      <tr key={row.source}>
                        <th scope="row">{labelOf(sources.find(({ key }) => key === row.source)?.label ?? { zh: row.source, en: row.source })}</th>
                        <td className={styles.figure}><Opened count={row.ripe} filter={{ ...rate.lists.ripe, source: row.source }} /></td><td className={styles.figure}><Opened count={row.hits} filter={{ ...rate.lists.hits, source: row.source }} /></td><td className={styles.figure}>{shareOf(row)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            )}
          </>
        )}
      </Loaded>
    </Card>
  )
}

/** A count with the proposals that it counts. */
function Opened({ count, filter }: { count: number; filter: Record<string, unknown> }) {
  return <CountLink path={proposalsPath} count={count} filter={filter} />
}

function shareOf({ ripe, hits }: Pick<HitRate, 'ripe' | 'hits'>): string {
  return ripe === 0 ? '—' : formatPercent((hits / ripe) * 100, 0)
}

const strongest = 15

function StrongestCard() {
  const { t } = useTranslation()
  const object = useObject('product_association')
  const query = useList('product-associations', { sort: '-lift', limit: strongest, count: 'exact' }, { enabled: object !== undefined })
  const counted = useCounted(recordsOf(query.data).map(({ id }) => id))
  if (!object) return null
  const total = query.data?.pages[0]?.total ?? null
  const asOf = recordsOf(query.data)[0]?.as_of
  return (
    <Card title={t('suggestions.strongest')} note={asOf ? t('suggestions.as_of', { day: formatDate(asOf) }) : undefined} action={<Link to="/product-associations">{t('suggestions.all_associations', { number: formatNumber(total ?? 0) })}</Link>}>
      <Loaded query={query} lines={8} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('suggestions.no_associations'), hint: t('suggestions.no_associations_hint') }}>
        {(data) => (
          <>
          {counted && <p className={styles.saying}><Behind filter={counted.all}>{t('suggestions.counted_over', { count: counted.customers, number: formatNumber(counted.customers) })}</Behind>{counted.large_baskets > 0 && ` · ${t('suggestions.large_baskets', { count: counted.large_baskets, number: formatNumber(counted.large_baskets) })}`}</p>}
          <ScrollBox label={t('suggestions.strongest')} className={styles.box}>
            <table className={styles.table}>
              <thead><tr>{['product', 'also', 'confidence', 'lift', 'together'].map((name) => <th key={name} scope="col" className={name === 'product' || name === 'also' ? undefined : styles.figure}>{labelOf(object.fields.find((field) => field.name === name)?.label ?? { zh: name, en: name })}</th>)}</tr></thead>
              <tbody>
                {recordsOf(data).map((record) => (
                  <tr key={record.id}>
                    <th scope="row">{referencesOf(record.product)[0]?.name}</th><td className={styles.other}>{referencesOf(record.also)[0]?.name}</td>
                    <td className={styles.figure}>{formatPercent(record.confidence, 0)}</td><td className={styles.figure}>{formatNumber(record.lift, 1)}</td><td className={styles.figure}><Behind filter={counted?.lists[record.id]?.together}>{formatNumber(record.together)}</Behind></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
          </>
        )}
      </Loaded>
    </Card>
  )
}

/** A count with the customers that it is of, where there is a list of exactly them. */
function Behind({ filter, children }: { filter: Record<string, unknown> | null | undefined; children: ReactNode }) {
  return filter ? <Link to={`/customers?${new URLSearchParams({ view: 'all', filter: JSON.stringify(filter) })}`}>{children}</Link> : children
}

/** Only for whoever may change the rule. */
function RuleButton() {
  const { t } = useTranslation()
  const object = useObject('suggestion_rule')
  const [isOpen, setIsOpen] = useState(false)
  const rule = recordsOf(useList('suggestion-rules', { limit: 1 }, { enabled: object !== undefined }).data)[0]
  if (!object || !rule?.can.change) return null
  return (
    <>
      <Button icon={<SettingOutlined aria-hidden />} onClick={() => setIsOpen(true)}>{t('suggestions.rule')}</Button>
      {isOpen && <FormDrawer object={object} record={rule} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function ComputeButton() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const may = useActs('product_association', 'compute')
  if (!may) return null
  const begin = async () => {
    setIsBusy(true)
    try {
      const { job } = await api.post<{ job: string }>('/product-associations/compute', {})
      const ended = await waitForJob(job, () => {})
      if (ended.state === 'done') toast.done(t('suggestions.computed'))
      else toast.information(t('suggestions.failed'))
    } catch (error) {
      toast.problem(error)
    } finally {
      setIsBusy(false)
      void client.invalidateQueries({ queryKey: ['records'] })
    }
  }
  return <Button icon={<ReloadOutlined aria-hidden />} loading={isBusy} onClick={() => void begin()}>{t('suggestions.compute')}</Button>
}
