/** What the customer says when called back: settled or not, and then why. */
import { Alert, Input, Modal, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { complaintsPath } from './complaint-answer.ts'
import styles from './complaints.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function CallBackDialog({ record, onClose }: { record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const act = useRecordAction(complaintsPath, 'call-back')
  const [answer, setAnswer] = useState<'yes' | 'no'>('yes')
  const [words, setWords] = useState('')
  const isSettled = answer === 'yes'
  const send = () => act.mutate({ id: record.id, body: { is_settled: isSettled, words } }, { onSuccess: onClose })
  return (
    <Modal open title={t('complaints.act_call_back')} okText={t(isSettled ? 'complaints.settled_ok' : 'complaints.unsettled_ok')} cancelText={t('form.cancel')} okButtonProps={{ disabled: !isSettled && words.trim() === '' }} confirmLoading={act.isPending} onOk={send} onCancel={onClose} width={480}>
      <div className={styles.form}>
        {act.isError && <Alert type="error" title={problemTexts(act.error)} showIcon role="alert" />}
        <Segmented block aria-label={t('complaints.is_settled')} value={answer} onChange={setAnswer} options={[{ value: 'yes', label: t('complaints.settled') }, { value: 'no', label: t('complaints.unsettled') }]} />
        <div>
          <label htmlFor={`${id}-words`}>{t(isSettled ? 'complaints.their_words' : 'complaints.why_unsettled')}</label>
          <Input.TextArea id={`${id}-words`} value={words} onChange={(event) => setWords(event.target.value)} rows={3} maxLength={2000} autoFocus />
        </div>
      </div>
    </Modal>
  )
}
