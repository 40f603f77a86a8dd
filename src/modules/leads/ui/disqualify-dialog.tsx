import { Input, Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { problemText } from '../../../web/kit/problem-text.ts'
import { leadsPath } from './lead-answer.ts'
import styles from './leads.module.css'

import type { RecordData } from '../../../web/client/records.ts'

/** Why it is none: what is learnt from. */
export function DisqualifyDialog({ record, onClose }: { record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const reasons = useObject('lead')?.fields.find(({ name }) => name === 'unqualified_reason')?.options ?? []
  const [reason, setReason] = useState<string>()
  const [remark, setRemark] = useState('')
  const disqualify = useRecordAction(leadsPath, 'disqualify')
  const send = () => disqualify.mutate({ id: record.id, body: { reason, remark: remark.trim() || null } }, { onSuccess: onClose })
  return (
    <Modal
      open
      title={t('leads.disqualify_title', { name: String(record.name) })}
      onCancel={onClose}
      onOk={send}
      okText={t('leads.disqualify')}
      cancelText={t('record.cancel')}
      okButtonProps={{ disabled: !reason, loading: disqualify.isPending }}
    >
      <div className={styles.form}>
        <Radio.Group aria-label={t('leads.reason')} className={styles.reasons} value={reason} onChange={(event) => setReason(String(event.target.value))} options={reasons.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />
        <label htmlFor={`${id}-remark`}>{t('leads.reason_words')}</label>
        <Input.TextArea id={`${id}-remark`} rows={2} maxLength={500} value={remark} onChange={(event) => setRemark(event.target.value)} />
        {disqualify.isError && <p className={styles.fault} role="alert">{problemText(disqualify.error)}</p>}
      </div>
    </Modal>
  )
}
