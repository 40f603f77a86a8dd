import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { PeopleSelect } from './people-select.tsx'
import styles from './reports.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function SendDialog({ record, onClose }: { record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const send = useRecordAction<{ queued: number }>('reports', 'send')
  const [to, setTo] = useState<string[]>([])
  const leave = () => send.mutate({ id: record.id, body: { to } }, { onSuccess: ({ queued }) => { toast.done(t('reports.queued', { count: queued })); onClose() }, onError: toast.problem })
  return (
    <Modal open title={t('reports.send')} okText={t('reports.send_now')} okButtonProps={{ disabled: to.length === 0, loading: send.isPending }} onOk={leave} onCancel={onClose} width={460} destroyOnHidden>
      <PeopleSelect value={to} onChange={setTo} label={t('reports.recipients')} />
      <p className={styles.notes}>{t('reports.own_rights')}</p>
    </Modal>
  )
}
