/** Erasing cannot be undone: what goes and what stays is said, the ground is chosen, the name is typed. */
import { useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../web/client/api.ts'
import { labelOf, titleOf, useObject } from '../../../web/client/metadata.tsx'
import { problemText } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './privacy.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function EraseDialog({ object, record, onClose }: { object: ObjectMetadata; record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const client = useQueryClient()
  const grounds = useObject('erasure')?.fields.find((field) => field.name === 'ground')?.options ?? []
  const [ground, setGround] = useState<string>()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [fault, setFault] = useState('')
  const name = titleOf(object, record)
  const send = async () => {
    setIsSending(true)
    setFault('')
    try {
      const erasure = await api.post<RecordData>('/erasures', { object: object.name, record: record.id, ground, reason: reason.trim() || null, confirmation: typed })
      toast.done(t(erasure.status === 'done' ? 'privacy.erased' : 'privacy.erase_asked', { number: String(erasure.number) }))
      onClose()
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      setFault(error instanceof ProblemError && error.errors[0] ? error.errors[0].message : problemText(error))
      setIsSending(false)
    }
  }
  return (
    <Modal
      open
      title={t('privacy.erase_title', { name })}
      onCancel={onClose}
      onOk={() => void send()}
      okText={t('privacy.erase_do')}
      cancelText={t('record.cancel')}
      okButtonProps={{ danger: true, disabled: !ground || typed.trim() !== name.trim(), loading: isSending }}
    >
      <div className={styles.form}>
        <ul className={styles.facts}>
          <li>{t('privacy.erase_goes')}</li>
          <li>{t('privacy.erase_stays')}</li>
          <li>{t('privacy.erase_kept')}</li>
        </ul>
        <label htmlFor={`${id}-ground`}>{t('privacy.ground')}</label>
        <Select id={`${id}-ground`} value={ground} onChange={setGround} options={grounds.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} placeholder={t('privacy.ground_choose')} />
        <label htmlFor={`${id}-reason`}>{t('privacy.reason')}</label>
        <Input.TextArea id={`${id}-reason`} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} placeholder={t('privacy.reason_hint')} />
        <label htmlFor={`${id}-name`}>{t('privacy.type_name', { name })}</label>
        <Input id={`${id}-name`} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        {fault && (
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        )}
      </div>
    </Modal>
  )
}
