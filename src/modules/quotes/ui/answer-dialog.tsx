import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './quotes.module.css'

import type { RecordData } from '../../../web/client/records.ts'

/** What the customer said by telephone or on paper. */
export function AnswerDialog({ record, answer, onClose }: { record: RecordData; answer: 'accept' | 'decline'; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const id = useId()
  const act = useRecordAction('quotes', answer)
  const [by, setBy] = useState(nameOf(record.contact))
  const [reason, setReason] = useState('')
  const isFilled = answer === 'accept' ? by.trim() !== '' : reason.trim() !== ''
  const save = () => act.mutate({ id: record.id, body: answer === 'accept' ? { by } : { by: by.trim() || undefined, reason } }, { onSuccess: onClose, onError: toast.problem })
  return (
    <Modal open title={t(answer === 'accept' ? 'quotes.enter_accepted' : 'quotes.enter_declined')} okText={t('form.save')} cancelText={t('form.cancel')} okButtonProps={{ disabled: !isFilled }} confirmLoading={act.isPending} onOk={save} onCancel={onClose}>
      <div className={styles.dialog}>
        <label htmlFor={`${id}-by`}>{t('quotes.answered_by')}</label>
        <Input id={`${id}-by`} value={by} onChange={(event) => setBy(event.target.value)} maxLength={200} autoFocus />
        {answer === 'decline' && (
          <>
            <label htmlFor={`${id}-reason`}>{t('quotes.reason')}</label>
            <Input.TextArea id={`${id}-reason`} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
          </>
        )}
      </div>
    </Modal>
  )
}
