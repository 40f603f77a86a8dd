/** Begins a run over all customers and shows how far it has come. */
import { ReloadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { waitForJob } from '../../../web/records/job.ts'
import { listPath } from './standing.ts'
import styles from './insight.module.css'

import type { Evaluated } from '../engine/evaluate.ts'
import type { Job } from '../../../web/records/job.ts'

/** Only for whoever may change the rule that values go by. */
export function ComputeButton({ isFirst = false }: { isFirst?: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const object = useObject('customer_value')
  const [job, setJob] = useState<Job>()
  if (!object?.actions.some(({ name }) => name === 'evaluate')) return null
  const begin = async () => {
    try {
      const { job: id } = await api.post<{ job: string }>(`/${listPath}/evaluate`, { kind: 'full', fit: true })
      const ended = await waitForJob(id, setJob)
      if (ended.state === 'done') toast.done(t('insight.computed', { number: formatNumber((ended.result as Evaluated | null)?.customers ?? 0) }))
      if (ended.state === 'cancelled') toast.information(t('insight.stopped'))
      if (ended.state === 'failed') toast.information(t('insight.failed'))
    } catch (error) {
      toast.problem(error)
    } finally {
      setJob(undefined)
      void client.invalidateQueries({ queryKey: ['records'] })
    }
  }
  if (job) {
    const percent = job.total ? Math.min(100, Math.floor((job.done / job.total) * 100)) : 0
    return (
      <span className={styles.progress}>
        <Progress percent={percent} size="small" aria-label={t('insight.computing')} />
        <Button size="small" onClick={() => void api.post(`/jobs/${job.id}/cancel`).catch(toast.problem)}>
          {t('insight.stop')}
        </Button>
      </span>
    )
  }
  return (
    <Button type={isFirst ? 'primary' : 'default'} icon={<ReloadOutlined aria-hidden />} onClick={() => void begin()}>
      {t('insight.compute')}
    </Button>
  )
}
