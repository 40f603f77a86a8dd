/** A list as a file: the server writes it as a job, then it is downloaded. */
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../client/api.ts'
import { currentLanguage } from '../../client/i18n.ts'
import { formatNumber } from '../../kit/format.ts'
import { useToast } from '../../kit/toast.tsx'
import { waitForJob } from '../job.ts'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery } from '../../client/records.ts'
import type { Job } from '../job.ts'

interface Props {
  object: ObjectMetadata
  query: ListQuery
  /** Only these, in the order of the query; else all that match. */
  ids?: string[]
  columns: string[]
  size?: 'small'
}

type Format = 'csv' | 'xlsx'

export function ExportMenu({ object, query, ids, columns, size }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const [job, setJob] = useState<Job>()
  const [isBusy, setIsBusy] = useState(false)

  const start = async (format: Format, fields: string[] | undefined) => {
    setIsBusy(true)
    try {
      const answer = await api.post<{ job: string }>('/exports', { object: object.name, format, ...(ids ? { ids } : { q: query.q, filter: query.filter ?? {} }), sort: query.sort, fields, language: currentLanguage() })
      const finished = await waitForJob(answer.job, setJob)
      if (finished.state === 'done') download(api.url(`/exports/${finished.id}/file`))
      else toast.information(t('export.failed'))
    } catch (error) {
      toast.problem(error)
    } finally {
      setJob(undefined)
      setIsBusy(false)
    }
  }
  const formats: Format[] = ['csv', 'xlsx']
  const items = [
    { type: 'group' as const, label: t('export.columns_shown'), children: formats.map((format) => ({ key: `shown-${format}`, label: t(`export.${format}`), onClick: () => void start(format, columns) })) },
    { type: 'group' as const, label: t('export.all_fields'), children: formats.map((format) => ({ key: `all-${format}`, label: t(`export.${format}`), onClick: () => void start(format, undefined) })) },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} disabled={isBusy}>
      <Button size={size} icon={<DownloadOutlined aria-hidden />} loading={isBusy}>
        {job && job.total ? t('export.running', { done: formatNumber(job.done), total: formatNumber(job.total) }) : t('export.title')}
      </Button>
    </Dropdown>
  )
}

function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
