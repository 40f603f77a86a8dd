/** Whom the rules would move today, from where to where; nothing is written. A cell of the table narrows the list below it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { waitForJob } from '../../../web/records/job.ts'
import { MoveMatrix } from './move-matrix.tsx'
import { MoverList } from './mover-list.tsx'
import { schemesPath } from './scheme-draft.ts'
import styles from './tiers.module.css'

import type { Preview } from '../actions/preview.ts'
import type { Job } from '../../../web/records/job.ts'
import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { rulesOf } from './scheme-draft.ts'

/** Typing waits so long before everybody is decided anew. */
const pause = 600

/** So many are listed, and as many as there may be once somebody asks for them. */
const [firstListed, mostListed] = [100, 500]

export interface ChosenCell {
  from: string
  to: string
}

interface Props {
  customer: ObjectMetadata
  rules: ReturnType<typeof rulesOf>
  version: number
}

export function PreviewCard({ customer, rules, version }: Props) {
  const { t } = useTranslation()
  const [cell, setCell] = useState<ChosenCell>()
  const [job, setJob] = useState<Job>()
  const [limit, setLimit] = useState(firstListed)
  const asked = useSettled({ ...rules, ...cell, limit })
  const query = useQuery({
    queryKey: [...keys.lists(schemesPath), 'preview', asked, version],
    queryFn: async ({ signal }) => {
      const answer = await api.post<Preview | { job: string }>(`/${schemesPath}/preview`, asked, { signal })
      return 'job' in answer ? resultOf(answer.job, setJob, signal) : answer
    },
    placeholderData: keepPreviousData,
    retry: false,
  })
  const stop = () => job && void api.post(`/jobs/${job.id}/cancel`)
  const tier = customer.fields.find(({ name }) => name === 'tier')
  if (!tier) return null
  return (
    <Card title={t('tiers.preview')} note={t('tiers.preview_note')}>
      {job && (
        <p className={styles.progress}>
          <Progress percent={job.total ? Math.min(100, Math.floor((job.done / job.total) * 100)) : 0} size="small" aria-label={t('tiers.preview')} />
          <Button size="small" onClick={stop}>{t('tiers.stop')}</Button>
        </p>
      )}
      <Loaded query={query} lines={8}>
        {(preview) => {
          if (!preview) return <p className={styles.moving}>{t('tiers.preview_stopped')} <Button size="small" onClick={() => void query.refetch()}>{t('tiers.preview_again')}</Button></p>
          const count = (outcome: string) => preview.groups.filter((group) => group.outcome === outcome).reduce((sum, { customers }) => sum + customers, 0)
          const moving = count('moves')
          return (
            <div aria-busy={query.isFetching}>
              <p className={styles.moving}>{moving === 0 ? t('tiers.nobody_moves') : t('tiers.would_move', { count: moving, number: formatNumber(moving) })}</p>
              <MoveMatrix tier={tier} levels={rules.levels.map((level) => level.tier)} groups={preview.groups} cell={cell} onCell={setCell} />
              <ul className={styles.outcomes}>
                {(['holds', 'stays', 'kept', 'apart'] as const).filter((outcome) => count(outcome) > 0).map((outcome) => <li key={outcome}>{t(`tiers.outcome.${outcome}`, { count: count(outcome), number: formatNumber(count(outcome)) })}</li>)}
              </ul>
              <MoverList tier={tier} movers={preview.movers} moving={cell ? countOf(preview, cell) : moving} onMore={limit < mostListed ? () => setLimit(mostListed) : undefined} />
            </div>
          )
        }}
      </Loaded>
    </Card>
  )
}

/** Of a large company: watched until it ends; null where it was stopped. Whoever asks for something else stops it. */
async function resultOf(id: string, onProgress: (job: Job | undefined) => void, signal: AbortSignal): Promise<Preview | null> {
  const letGo = () => void api.post(`/jobs/${id}/cancel`).catch(() => {})
  signal.addEventListener('abort', letGo)
  try {
    const { state, result } = await waitForJob(id, onProgress, signal)
    if (state === 'failed') throw new Error('The preview failed')
    // Written by the job of this kind alone.
    return state === 'done' ? (result as Preview | null) : null
  } finally {
    signal.removeEventListener('abort', letGo)
    onProgress(undefined)
  }
}

function countOf({ groups }: Preview, { from, to }: ChosenCell): number {
  return groups.filter(({ tier, next }) => tier === from && next === to).reduce((sum, { customers }) => sum + customers, 0)
}

/** The last value once it has not changed for a while; by what it holds. */
function useSettled<Value>(value: Value): Value {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => JSON.parse(text)), pause)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
