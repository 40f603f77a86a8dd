/** The eight steps: what is done, by whom and when, and where the request stands. */
import { CheckCircleFilled, ClockCircleOutlined, PauseCircleFilled, PlayCircleFilled } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { labelOf, useActorName, useObject } from '../../../web/client/metadata.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import styles from './step-bar.module.css'

import type { RecordData } from '../../../web/client/records.ts'

const order = ['received', 'terms_checked', 'diagnosing', 'assigned', 'in_progress', 'completed', 'evaluated', 'closed']

interface Stamp {
  step: string
  at: string
  by?: string | null
  note?: string | null
}

export function StepBar({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const actorName = useActorName()
  const options = useObject('request')?.fields.find(({ name }) => name === 'status')?.options ?? []
  if (record.status === 'cancelled') return null
  const stamps: Stamp[] = [{ step: 'received', at: String(record.received_at) }, ...(Array.isArray(record.steps) ? record.steps : [])]
  const isWaiting = record.status === 'waiting_customer'
  // Who waits stands where the work stood: at the last of the eight that was stamped.
  const stands = isWaiting ? (stamps.findLast(({ step }) => order.includes(step))?.step ?? 'received') : String(record.status)
  const at = order.indexOf(stands)
  return (
    <div className={styles.room}>
      <ol className={styles.steps} aria-label={t('requests.steps')}>
        {order.map((step, index) => {
          const stamp = stamps.findLast((one) => one.step === step)
          const state = index < at || (index === at && stands === 'closed') ? 'done' : index === at ? (isWaiting ? 'waiting' : 'now') : 'ahead'
          const isPassed = state === 'done' && !stamp
          const label = options.find(({ key }) => key === step)?.label
          const Icon = { done: CheckCircleFilled, now: PlayCircleFilled, waiting: PauseCircleFilled, ahead: ClockCircleOutlined }[state]
          return (
            <li key={step} className={isPassed ? styles.passed : styles[state]} aria-current={index === at ? 'step' : undefined} title={[stamp?.by && actorName(stamp.by), stamp?.note].filter(Boolean).join(' · ') || undefined}>
              <Icon className={styles.mark} aria-hidden />
              <span className={styles.label}>{label ? labelOf(label) : step}</span>
              {index <= at && stamp && <span className={styles.note}>{formatDateTime(stamp.at, 'short')}</span>}
              {isPassed && <span className={styles.note}>{t('requests.passed')}</span>}
              {index === at && isWaiting && <span className={styles.note}>{t('requests.waits')}</span>}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
