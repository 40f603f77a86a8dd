/** Whether the log is whole: how far it is sealed, what the last check found, and a check at once. */
import { CheckCircleOutlined, ClockCircleOutlined, CopyOutlined, WarningOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { formatDateTime, formatNumber } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { waitForJob } from '../../../web/records/job.ts'
import styles from './audit-page.module.css'

import type { ChainState } from '../audit-shape.ts'

const chainKey = ['audit', 'chain']

export function ChainCard({ onOpen }: { onOpen(id: string): void }) {
  const { t } = useTranslation()
  const chain = useQuery({ queryKey: chainKey, queryFn: ({ signal }) => api.get<ChainState>('/audit/chain', { signal }), refetchInterval: 60_000 })
  const state = chain.data
  if (!state) return <div className={styles.chain} aria-busy="true" />
  const isBroken = state.checked !== null && state.checked.fault_count > 0
  return (
    <section className={isBroken ? styles.brokenChain : styles.chain} aria-label={t('audit.chain.title')}>
      <div className={styles.chainHead}>
        <ChainWords state={state} />
        <CheckNow />
      </div>
      {isBroken && (
        <ul className={styles.faults}>
          {state.checked?.faults.map((fault) => (
            <li key={`${fault.sequence} ${fault.event} ${fault.kind}`}>
              {t(`audit.fault.${fault.kind}`, { sequence: fault.sequence })}
              {fault.event && fault.kind !== 'event_removed' ? <Button type="link" size="small" onClick={() => onOpen(fault.event ?? '')}>{fault.event}</Button> : ` ${fault.event ?? ''}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function ChainWords({ state }: { state: ChainState }) {
  const { t } = useTranslation()
  const { newest, checked, waiting } = state
  if (!newest) {
    return (
      <p className={styles.chainWords}>
        <ClockCircleOutlined aria-hidden /> {t('audit.chain.none')}
      </p>
    )
  }
  const faults = checked?.fault_count ?? 0
  return (
    <p className={styles.chainWords}>
      {checked && faults > 0 && <strong className={styles.broken}><WarningOutlined aria-hidden /> {t('audit.chain.broken', { count: faults, at: formatDateTime(checked.at) })}</strong>}
      {checked && faults === 0 && <strong className={styles.whole}><CheckCircleOutlined aria-hidden /> {t('audit.chain.whole', { number: formatNumber(checked.entries), at: formatDateTime(checked.at) })}</strong>}
      {!checked && <strong><ClockCircleOutlined aria-hidden /> {t('audit.chain.unchecked')}</strong>}
      <span>{t('audit.chain.sealed', { until: newest.until ? formatDateTime(newest.until) : '', number: formatNumber(newest.entries) })}</span>
      {waiting > 0 && <span>{t('audit.chain.waiting', { count: waiting, number: formatNumber(waiting) })}</span>}
      {checked && checked.erased > 0 && <span>{t('audit.chain.erased', { count: checked.erased, number: formatNumber(checked.erased) })}</span>}
      <NewestSeal sequence={newest.sequence} hash={newest.hash} />
    </p>
  )
}

/** Kept elsewhere it proves later that nothing before it was written anew. */
function NewestSeal({ sequence, hash }: { sequence: number; hash: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const copy = () => void navigator.clipboard.writeText(`${sequence}:${hash}`).then(() => toast.done(t('audit.chain.copied')), toast.problem)
  return (
    <button type="button" className={styles.seal} onClick={copy} title={t('audit.chain.copy_hint')}>
      {t('audit.chain.seal', { sequence, hash: hash.slice(0, 12) })} <CopyOutlined aria-hidden />
      <span className="visually-hidden">{t('audit.chain.copy')}</span>
    </button>
  )
}

function CheckNow() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const [share, setShare] = useState<string>()
  const check = async () => {
    setShare('')
    try {
      const { job } = await api.post<{ job: string }>('/audit/chain/check')
      await waitForJob(job, ({ done, total }) => setShare(total ? `${Math.floor((100 * done) / total)}%` : ''))
      await client.invalidateQueries({ queryKey: chainKey })
    } catch (error) {
      toast.problem(error)
    } finally {
      setShare(undefined)
    }
  }
  return (
    <Button onClick={() => void check()} loading={share !== undefined}>
      {share ? t('audit.chain.checking', { share }) : t('audit.chain.check')}
    </Button>
  )
}
