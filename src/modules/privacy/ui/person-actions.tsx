/** What the law lets a person ask for, from the page of that person: a copy of everything, and to be forgotten. */
import { DownloadOutlined, SafetyOutlined, UserDeleteOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { waitForJob } from '../../../web/records/job.ts'
import { EraseDialog } from './erase-dialog.tsx'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

interface Props {
  objectName: string
  record: RecordData
  isPanel: boolean
}

export function PersonActions({ objectName, record, isPanel }: Props) {
  const { t } = useTranslation()
  const object = useObject(objectName)
  const isPhone = useIsPhone()
  const { exportPerson, isExporting } = useExport()
  const [isErasing, setIsErasing] = useState(false)
  if (!object || !isPerson(object, record) || record.anonymised_at) return null
  const canExport = object.can.export && record.can.change
  const items = [
    ...(canExport ? [{ key: 'export', icon: <DownloadOutlined aria-hidden />, label: t('privacy.export'), onClick: () => void exportPerson(object.name, record.id) }] : []),
    ...(record.can.delete ? [{ key: 'erase', icon: <UserDeleteOutlined aria-hidden />, label: t('privacy.erase'), onClick: () => setIsErasing(true) }] : []),
  ]
  if (items.length === 0) return null
  const isSmall = isPanel || isPhone
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} disabled={isExporting}>
        <Button icon={<SafetyOutlined aria-hidden />} size={isPanel ? 'small' : 'middle'} loading={isExporting} aria-label={t('privacy.title')} title={t('privacy.title')}>
          {isSmall ? null : t('privacy.title')}
        </Button>
      </Dropdown>
      {isErasing && <EraseDialog object={object} record={record} onClose={() => setIsErasing(false)} />}
    </>
  )
}

function isPerson(object: ObjectMetadata, record: RecordData): boolean {
  if (!object.person) return false
  const { when } = object.person
  return !when || when.in.includes(String(record[when.field]))
}

function useExport() {
  const { t } = useTranslation()
  const toast = useToast()
  const [isExporting, setIsExporting] = useState(false)
  const exportPerson = async (object: string, record: string) => {
    setIsExporting(true)
    try {
      const { job } = await api.post<{ job: string }>('/person-exports', { object, record })
      const finished = await waitForJob(job, () => {})
      if (finished.state === 'done') {
        const link = document.createElement('a')
        link.href = api.url(`/person-exports/${finished.id}/file`)
        link.download = ''
        link.click()
        toast.done(t('privacy.exported'))
      } else toast.information(t('privacy.export_failed'))
    } catch (error) {
      toast.problem(error)
    } finally {
      setIsExporting(false)
    }
  }
  return { exportPerson, isExporting }
}
