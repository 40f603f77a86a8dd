/** The buttons that fit the state of the lead; the likeliest next step is the full one. */
import { CheckOutlined, CloseOutlined, PhoneOutlined, SwapOutlined, UndoOutlined, UserAddOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { leadsPath } from './lead-answer.ts'

import type { ComponentType } from 'react'
import type { RecordData } from '../../../web/client/records.ts'

// Opened by a click: the page is there sooner without them.
const ConvertDialog = lazy(async () => ({ default: (await import('./convert-dialog.tsx')).ConvertDialog }))
const DisqualifyDialog = lazy(async () => ({ default: (await import('./disqualify-dialog.tsx')).DisqualifyDialog }))

export function LeadActions({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'convert' | 'disqualify'>()
  const size = isPanel ? 'small' : 'middle'
  const { status } = record
  const phone = Array.isArray(record.phones) && typeof record.phones[0] === 'string' && !record.phones[0].includes('*') ? record.phones[0] : undefined
  const mayTake = record.can.change || !record.owner
  const isOpen = status === 'new' || status === 'working' || status === 'qualified'
  return (
    <>
      {phone && isOpen && (
        <Button size={size} href={`tel:${phone}`} icon={<PhoneOutlined aria-hidden />}>
          {t('leads.call')}
        </Button>
      )}
      {status === 'new' && mayTake && <Act record={record} size={size} action="work" Icon={UserAddOutlined} isPrimary />}
      {status === 'working' && record.can.change && <Act record={record} size={size} action="qualify" Icon={CheckOutlined} isPrimary />}
      {status === 'qualified' && record.can.change && (
        <Button size={size} type="primary" icon={<SwapOutlined aria-hidden />} onClick={() => setOpen('convert')}>
          {t('leads.convert')}
        </Button>
      )}
      {isOpen && record.can.change && (
        <Button size={size} icon={<CloseOutlined aria-hidden />} onClick={() => setOpen('disqualify')}>
          {t('leads.disqualify')}
        </Button>
      )}
      {(status === 'unqualified' || status === 'qualified') && record.can.change && <Act record={record} size={size} action="reopen" Icon={UndoOutlined} />}
      <Suspense fallback={null}>
        {open === 'convert' && <ConvertDialog record={record} onClose={() => setOpen(undefined)} />}
        {open === 'disqualify' && <DisqualifyDialog record={record} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  )
}

interface ActProps {
  record: RecordData
  size: 'small' | 'middle'
  action: 'work' | 'qualify' | 'reopen'
  Icon: ComponentType<{ 'aria-hidden'?: boolean }>
  isPrimary?: boolean
}

function Act({ record, size, action, Icon, isPrimary = false }: ActProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const act = useRecordAction(leadsPath, action)
  return (
    <Button size={size} type={isPrimary ? 'primary' : 'default'} icon={<Icon aria-hidden />} loading={act.isPending} onClick={() => act.mutate({ id: record.id }, { onError: toast.problem })}>
      {t(`leads.${action}`)}
    </Button>
  )
}
