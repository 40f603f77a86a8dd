/** What became of a try: reached, and then settled or not; nobody there; wrong number; another time; or no more. */
import { Alert, Checkbox, Input, Modal, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { fieldTwins } from '../../../web/fields/index.ts'
import { formatPhone, wallNow } from '../../../web/kit/format.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { callBacksPath, timeToCall } from './call-answers.ts'
import styles from './calls.module.css'

import type { RecordData } from '../../../web/client/records.ts'

const outcomes = ['settled', 'unsettled', 'not-reach', 'wrong-number', 'postpone', 'give-up'] as const
type Outcome = (typeof outcomes)[number]

export function OutcomeDialog({ record, onClose }: { record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const [outcome, setOutcome] = useState<Outcome>('settled')
  const [words, setWords] = useState('')
  const [phone, setPhone] = useState('')
  const [dueAt, setDueAt] = useState(() => timeToCall(wallNow))
  const [makesRequest, setMakesRequest] = useState(true)
  const due = useObject('call_back')?.fields.find(({ name }) => name === 'due_at')
  const verb = outcome === 'settled' || outcome === 'unsettled' ? 'reach' : outcome
  const act = useRecordAction(callBacksPath, verb)
  const text = words.trim()
  const body: Record<Outcome, Record<string, unknown>> = {
    settled: { is_settled: true, words: text || null },
    unsettled: { is_settled: false, words: text, make_request: makesRequest },
    'not-reach': { note: text || null },
    'wrong-number': { phone: phone.trim() || null, note: text || null },
    postpone: { due_at: dueAt || null, note: text || null },
    'give-up': { reason: text },
  }
  const choose = (next: Outcome) => {
    // What was refused was the other outcome.
    act.reset()
    setOutcome(next)
  }
  const isReady = (outcome !== 'unsettled' && outcome !== 'give-up') || text !== ''
  const send = () => act.mutate({ id: record.id, body: body[outcome] }, { onSuccess: () => { toast.done(t(`calls.outcome_done_${outcome}`)); onClose() } })
  return (
    <Modal open title={t('calls.result_of', { subject: String(record.subject) })} okText={t(`calls.outcome_${outcome}`)} cancelText={t('form.cancel')} okButtonProps={{ disabled: !isReady }} confirmLoading={act.isPending} onOk={send} onCancel={onClose} width={600}>
      <div className={styles.dialog}>
        {act.isError && <Alert type="error" title={problemTexts(act.error)} showIcon role="alert" />}
        {typeof record.phone === 'string' && <a href={`tel:${record.phone}`} className={styles.due}>{formatPhone(record.phone)}</a>}
        <div className={styles.kinds}>
          <Segmented<Outcome> aria-label={t('calls.result')} value={outcome} onChange={choose} options={outcomes.map((value) => ({ value, label: t(`calls.outcome_${value}`) }))} />
        </div>
        {outcome === 'wrong-number' && (
          <div>
            <label htmlFor={`${id}-phone`}>{t('calls.right_number')}</label>
            <Input id={`${id}-phone`} value={phone} onChange={(event) => setPhone(event.target.value)} inputMode="tel" maxLength={40} />
          </div>
        )}
        {outcome === 'postpone' && due && (
          <div>
            <label htmlFor={`${id}-due`}>{t('calls.call_at')}</label>
            <fieldTwins.datetime.Input field={due} id={`${id}-due`} value={dueAt || null} onChange={(value) => setDueAt(typeof value === 'string' ? value : '')} />
          </div>
        )}
        <div>
          <label htmlFor={`${id}-words`}>{t(outcome === 'give-up' ? 'calls.why_given_up' : outcome === 'unsettled' ? 'calls.why_unsettled' : verb === 'reach' ? 'calls.their_words' : 'calls.remark')}</label>
          <Input.TextArea id={`${id}-words`} value={words} onChange={(event) => setWords(event.target.value)} rows={3} maxLength={verb === 'reach' ? 2000 : 500} autoFocus />
        </div>
        {outcome === 'unsettled' && <Checkbox checked={makesRequest} onChange={(event) => setMakesRequest(event.target.checked)}>{t('calls.make_request')}</Checkbox>}
      </div>
    </Modal>
  )
}
