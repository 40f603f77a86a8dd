import { Button, Input, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { DayPicker } from '../../kit/day-picker.tsx'
import { today } from '../../kit/format.ts'
import { problemText } from '../../kit/problem-text.ts'
import { useToast } from '../../kit/toast.tsx'
import { ReceiverSelect } from './receiver-select.tsx'
import { useShare } from './shares.ts'
import styles from './access.module.css'

import type { FormEvent } from 'react'
import type { Receiver } from './receiver-select.tsx'
import type { Share } from './shares.ts'

/** How long: days from today, without an end, or a day of one's own. */
const spans = ['1', '7', '30', 'open', 'day'] as const
type Span = (typeof spans)[number]

export function ShareForm({ path, id }: { path: string; id: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const formId = useId()
  const share = useShare(path, id)
  const [receiver, setReceiver] = useState<Receiver>()
  const [right, setRight] = useState<Share['right']>('read')
  const [span, setSpan] = useState<Span>('7')
  const [day, setDay] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [failure, setFailure] = useState('')

  const give = async (event: FormEvent) => {
    event.preventDefault()
    if (!receiver) return setFailure(t('access.choose_receiver'))
    const until = untilOf(span, day)
    if (span === 'day' && !until) return setFailure(t('access.choose_day'))
    setFailure('')
    try {
      await share.mutateAsync({ [receiver.kind]: receiver.id, right, ...(until ? { until } : {}), ...(note.trim() ? { note: note.trim() } : {}) })
      toast.done(t('access.shared', { name: receiver.name }))
      setReceiver(undefined)
      setNote('')
    } catch (error) {
      setFailure(problemText(error))
    }
  }
  return (
    <form className={styles.form} onSubmit={(event) => void give(event)} noValidate>
      <label htmlFor={`${formId}-who`}>{t('access.with')}</label>
      <ReceiverSelect id={`${formId}-who`} value={receiver} onChange={setReceiver} invalid={failure !== '' && !receiver} />
      <span id={`${formId}-right`} className={styles.label}>{t('access.may')}</span>
      <Segmented aria-labelledby={`${formId}-right`} value={right} onChange={setRight} options={(['read', 'write'] as const).map((value) => ({ value, label: t(`access.right.${value}`) }))} />
      <span id={`${formId}-span`} className={styles.label}>{t('access.how_long')}</span>
      <div className={styles.span}>
        <Segmented aria-labelledby={`${formId}-span`} value={span} onChange={setSpan} options={spans.map((value) => ({ value, label: t(`access.span.${value}`) }))} />
        {span === 'day' && <DayPicker day={day} first={today()} label={t('access.last_day')} hint={t('access.last_day')} autoFocus onChange={setDay} />}
      </div>
      <label htmlFor={`${formId}-note`}>{t('access.note')}</label>
      <Input id={`${formId}-note`} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} placeholder={t('access.note_hint')} />
      {failure && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={styles.end}>
        <Button type="primary" htmlType="submit" loading={share.isPending}>
          {t('access.share')}
        </Button>
      </div>
    </form>
  )
}

/** One day is today: the share ends with it. */
function untilOf(span: Span, day: string | null): string | null {
  if (span === 'day') return day
  if (span === 'open') return null
  return today(new Date(Date.now() + (Number(span) - 1) * 86_400_000))
}
