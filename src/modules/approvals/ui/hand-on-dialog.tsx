/** Somebody else decides, instead of oneself or besides. */
import { Input, Modal, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ProblemError } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { ReferenceSelect, referencesOf } from '../../../web/fields/reference-select.tsx'
import { problemText } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './approvals.module.css'

interface Props {
  act: 'delegate' | 'add-signer'
  /** Id of the approval. */
  approval: string
  comment: string
  onClose(): void
}

export function HandOnDialog({ act, approval, comment, onClose }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const field = useObject('approval_signature')?.fields.find(({ name }) => name === 'person')
  const [person, setPerson] = useState<unknown>(null)
  const [place, setPlace] = useState<'before' | 'after'>('before')
  const [words, setWords] = useState(comment)
  const [fault, setFault] = useState('')
  const send = useRecordAction('approvals', act)
  const chosen = referencesOf(person)[0]
  const key = act === 'delegate' ? 'delegate' : 'add_signer'
  const run = () => {
    const body = { person: chosen?.id, ...(act === 'add-signer' ? { place } : {}), ...(words.trim() ? { comment: words.trim() } : {}) }
    send.mutate({ id: approval, body }, {
      onSuccess: () => {
        toast.done(t(`approvals.done.${key}`, { name: chosen?.name ?? '' }))
        onClose()
      },
      onError: (error) => setFault(error instanceof ProblemError && error.errors[0] ? error.errors[0].message : problemText(error)),
    })
  }
  return (
    <Modal open title={t(`approvals.${key}`)} onCancel={onClose} onOk={run} okText={t(`approvals.${key}`)} cancelText={t('record.cancel')} okButtonProps={{ disabled: !chosen, loading: send.isPending }}>
      <div className={styles.form}>
        <p className={styles.hint}>{t(`approvals.${key}_hint`)}</p>
        <label htmlFor={`${id}-person`}>{t('approvals.person')}</label>
        {field && <ReferenceSelect id={`${id}-person`} field={field} value={person} onChange={setPerson} placeholder={t('approvals.person_hint')} />}
        {act === 'add-signer' && (
          <Segmented block value={place} onChange={setPlace} options={[{ value: 'before', label: t('approvals.before_me') }, { value: 'after', label: t('approvals.after_me') }]} />
        )}
        <label htmlFor={`${id}-words`}>{t('approvals.comment')}</label>
        <Input.TextArea id={`${id}-words`} autoSize={{ minRows: 2, maxRows: 5 }} maxLength={1000} value={words} onChange={(event) => setWords(event.target.value)} />
        {fault && (
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        )}
      </div>
    </Modal>
  )
}
