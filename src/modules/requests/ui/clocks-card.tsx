/** How much time is left to answer and to solve, or how it was kept. */
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { useNow } from '../../../web/kit/use-now.ts'
import { leftWords } from './clock-words.ts'
import { doneStatuses, referenceOf } from './request-answer.ts'
import styles from './requests.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function ClocksCard({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const policy = referenceOf(record.sla_policy)
  const isWaiting = record.status === 'waiting_customer'
  return (
    <Card title={t('requests.clocks')} note={policy?.name}>
      {isWaiting && <p className={styles.paused}>{t('requests.paused')}</p>}
      <dl className={styles.clocks}>
        <ClockRow record={record} clock="response" doneAt={record.first_response_at} />
        <ClockRow record={record} clock="solution" doneAt={record.completed_at} />
      </dl>
      {!policy && <p className={styles.quiet}>{t('requests.no_policy')}</p>}
    </Card>
  )
}

function ClockRow({ record, clock, doneAt }: { record: RecordData; clock: 'response' | 'solution'; doneAt: unknown }) {
  const { t } = useTranslation()
  const now = useNow()
  const field = useObject('request')?.fields.find(({ name }) => name === `${clock}_state`)
  const [due, state] = [record[`${clock}_due_at`], record[`${clock}_state`]]
  if (typeof state !== 'string' || !field) return null
  const isRunning = !doneAt && typeof due === 'string' && !doneStatuses.includes(String(record.status))
  const left = isRunning ? leftWords(t, due, now) : null
  return (
    <div>
      <dt>{t(`requests.clock_${clock}`)}</dt>
      <dd>
        {left && record.status !== 'waiting_customer' ? <strong className={left.isLate ? styles.late : state === 'warned' ? styles.soon : undefined}>{left.text}</strong> : <ChoiceLabel field={field} option={state} />}
        <span className={styles.quiet}>{doneAt ? t('requests.done_at', { at: formatDateTime(doneAt, 'short') }) : due ? t('requests.due_at', { at: formatDateTime(due, 'short') }) : t('requests.due_unknown')}</span>
      </dd>
    </div>
  )
}
