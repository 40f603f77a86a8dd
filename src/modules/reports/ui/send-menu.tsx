/** The report as a file, by mail now, or by mail at a time. */
import { CalendarOutlined, FileExcelOutlined, FilePdfOutlined, MailOutlined, SendOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useLanguage } from '../../../web/client/i18n.ts'

import type { RecordData } from '../../../web/client/records.ts'

const SendDialog = lazy(async () => ({ default: (await import('./send-dialog.tsx')).SendDialog }))
const ScheduleDialog = lazy(async () => ({ default: (await import('./schedule-dialog.tsx')).ScheduleDialog }))

export function SendMenu({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const language = useLanguage() === 'zh-CN' ? 'zh' : 'en'
  const [open, setOpen] = useState<'send' | 'schedule'>()
  const file = (format: 'xlsx' | 'pdf') => <a href={api.url(`/reports/${record.id}/file`, { format, language })} download>{t(`reports.file.${format}`)}</a>
  const items = [
    { key: 'xlsx', icon: <FileExcelOutlined aria-hidden />, label: file('xlsx') },
    { key: 'pdf', icon: <FilePdfOutlined aria-hidden />, label: file('pdf') },
    { key: 'send', icon: <MailOutlined aria-hidden />, label: t('reports.send'), onClick: () => setOpen('send') },
    ...(record.can.change ? [{ key: 'schedule', icon: <CalendarOutlined aria-hidden />, label: t('reports.schedule'), onClick: () => setOpen('schedule') }] : []),
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button icon={<SendOutlined aria-hidden />}>{t('reports.out')}</Button>
      </Dropdown>
      <Suspense fallback={null}>
        {open === 'send' && <SendDialog record={record} onClose={() => setOpen(undefined)} />}
        {open === 'schedule' && <ScheduleDialog record={record} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  )
}
