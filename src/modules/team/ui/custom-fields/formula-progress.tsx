/** How far the fields by formula of an object are computed for the records that were there before. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../../web/client/api.ts'
import { keys } from '../../../../web/client/records.ts'
import { formatNumber } from '../../../../web/kit/format.ts'
import { useToast } from '../../../../web/kit/toast.tsx'
import styles from './custom-fields.module.css'

import type { Job } from '../../../../web/records/job.ts'

interface FormulaJob extends Pick<Job, 'id' | 'state' | 'done' | 'total'> {
  object: string
  is_own: boolean
}

const isRunning = ({ state }: FormulaJob) => state === 'queued' || state === 'running'
const jobsKey = [...keys.object('custom-fields'), 'formula-jobs']

/** The last work on formulas by object. Work begins a moment after a field was saved, so that one keeps asking. */
export function useFormulaJobs(isAllowed: boolean): ReadonlyMap<string, FormulaJob> {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: jobsKey,
    queryFn: ({ signal }) => api.post<{ data: FormulaJob[] }>('/custom-fields/formula-jobs', {}, { signal }),
    enabled: isAllowed,
    refetchInterval: ({ state }) => (state.data?.data.some(isRunning) ? 700 : 4000),
  })
  const running = (data?.data ?? []).filter(isRunning).length
  const before = useRef(running)
  useEffect(() => {
    // What was computed shows at once wherever records are kept in memory.
    if (running < before.current) void client.invalidateQueries({ queryKey: ['records'] })
    before.current = running
  }, [client, running])
  return new Map((data?.data ?? []).map((job) => [job.object, job]))
}

export function FormulaProgress({ job }: { job: FormulaJob | undefined }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  if (!job || job.state === 'done') return null
  const act = (path: string, input: object) => void api.post(path, input).then(() => client.invalidateQueries({ queryKey: jobsKey }), toast.problem)
  const counted = { done: formatNumber(job.done), total: formatNumber(job.total ?? job.done) }
  if (!isRunning(job)) {
    return (
      <p className={styles.progress}>
        <span className={styles.progressText}>{t(job.state === 'failed' ? 'team.custom.compute_failed' : 'team.custom.compute_stopped', counted)}</span>
        <Button size="small" onClick={() => act('/custom-fields/compute-formulas', { object: job.object })}>
          {t('team.custom.compute_again')}
        </Button>
      </p>
    )
  }
  return (
    <p className={styles.progress}>
      <span className={styles.progressText}>{job.total === null ? t('team.custom.compute_waiting') : t('team.custom.computing', counted)}</span>
      <Progress className={styles.progressBar} percent={job.total ? Math.min(100, Math.floor((job.done / job.total) * 100)) : 0} size="small" showInfo={false} aria-label={t('team.custom.compute_progress')} />
      {job.is_own && (
        <Button size="small" onClick={() => act(`/jobs/${job.id}/cancel`, {})}>
          {t('team.custom.compute_stop')}
        </Button>
      )}
    </p>
  )
}
