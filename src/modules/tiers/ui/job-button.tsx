/** Begins long work and shows how far it has come; it can be stopped. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { waitForJob } from '../../../web/records/job.ts'
import styles from './tiers.module.css'

import type { Job } from '../../../web/records/job.ts'

interface Props {
  /** Asked by POST; answers the job. */
  path: string
  label: string
  /** What is said of the result. */
  said(result: Record<string, unknown>): string
  isMain?: boolean
  isSmall?: boolean
}

export function JobButton({ path, label, said, isMain = false, isSmall = false }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const [job, setJob] = useState<Job | 'asked'>()
  const begin = async () => {
    setJob('asked')
    try {
      const { job: id } = await api.post<{ job: string }>(path, {})
      const { state, result } = await waitForJob(id, setJob)
      const known = typeof result === 'object' && result !== null ? { ...result } : {}
      if (state === 'done') toast.done(said(known))
      if (state === 'cancelled') toast.information(t('tiers.job_stopped'))
      if (state === 'failed') toast.information(t('tiers.job_failed'))
    } catch (error) {
      toast.problem(error)
    } finally {
      setJob(undefined)
      void client.invalidateQueries({ queryKey: ['records'] })
    }
  }
  if (job && job !== 'asked' && job.state !== 'done') {
    return (
      <span className={styles.progress}>
        <Progress percent={job.total ? Math.min(100, Math.floor((job.done / job.total) * 100)) : 0} size="small" aria-label={label} />
        <Button size="small" onClick={() => void api.post(`/jobs/${job.id}/cancel`).catch(toast.problem)}>
          {t('tiers.stop')}
        </Button>
      </span>
    )
  }
  return (
    <Button type={isMain ? 'primary' : 'default'} size={isSmall ? 'small' : 'middle'} loading={job !== undefined} onClick={() => void begin()}>
      {label}
    </Button>
  )
}
