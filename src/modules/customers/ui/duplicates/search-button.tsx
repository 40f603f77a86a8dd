/** Begins the search over every customer and shows how far it has come. */
import { SearchOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../../web/client/api.ts'
import { keys } from '../../../../web/client/records.ts'
import { formatDateTime, formatNumber } from '../../../../web/kit/format.ts'
import { useToast } from '../../../../web/kit/toast.tsx'
import { waitForJob } from '../../../../web/records/job.ts'
import styles from './duplicates.module.css'

import type { Job } from '../../../../web/records/job.ts'

interface Found {
  customers: number
  open: number
  common: number
  commonest: { kind: string; value: string; customers: number }[]
}

interface LastSearch {
  search: { id: string; state: Job['state']; updated_at: string; is_own: boolean; result: Found | null } | null
}

const lastKey = [...keys.object('duplicate-pairs'), 'last-search']

export function useLastSearch(isAllowed: boolean) {
  return useQuery({ queryKey: lastKey, queryFn: ({ signal }) => api.post<LastSearch>('/duplicate-pairs/last-search', {}, { signal }), enabled: isAllowed }).data?.search ?? null
}

export function SearchButton() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const last = useLastSearch(true)
  const [job, setJob] = useState<Job>()
  const follow = async (id: string) => {
    try {
      const ended = await waitForJob(id, setJob)
      if (ended.state === 'done') toast.done(t('customers.duplicates.searched', { count: (ended.result as Found | null)?.open ?? 0 }))
      if (ended.state === 'failed') toast.information(t('customers.duplicates.search_failed'))
    } catch (error) {
      toast.problem(error)
    } finally {
      setJob(undefined)
      void client.invalidateQueries({ queryKey: ['records'] })
    }
  }
  const isRunning = last?.is_own && (last.state === 'queued' || last.state === 'running')
  const runningId = isRunning ? last.id : undefined
  useEffect(() => {
    // One's own search goes on while the page is left.
    if (runningId) void follow(runningId)
  }, [runningId])
  const begin = () => void api.post<{ job: string }>('/duplicate-pairs/find').then(({ job }) => follow(job), toast.problem)
  if (job) {
    const percent = job.total ? Math.min(100, Math.floor((job.done / job.total) * 100)) : 0
    return (
      <span className={styles.progress}>
        <Progress percent={percent} size="small" aria-label={t('customers.duplicates.searching')} />
        <Button size="small" onClick={() => void api.post(`/jobs/${job.id}/cancel`).catch(toast.problem)}>
          {t('customers.duplicates.stop')}
        </Button>
      </span>
    )
  }
  return (
    <Button icon={<SearchOutlined aria-hidden />} onClick={begin}>
      {t('customers.duplicates.search')}
    </Button>
  )
}

/** What the last search says: over how many customers, and which keys were too common to compare by. */
export function SearchNote() {
  const { t } = useTranslation()
  const last = useLastSearch(true)
  const found = last?.state === 'done' ? last.result : null
  if (!last || !found) return null
  const common = found.commonest.slice(0, 3).map(({ value, customers }) => t('customers.duplicates.common_key', { value, count: customers }))
  return (
    <p className={styles.note}>
      {t('customers.duplicates.last_search', { at: formatDateTime(last.updated_at), count: found.customers, number: formatNumber(found.customers) })}
      {found.common > 0 && ` ${t('customers.duplicates.common', { count: found.common, keys: common.join(t('customers.duplicates.comma')) })}`}
    </p>
  )
}
