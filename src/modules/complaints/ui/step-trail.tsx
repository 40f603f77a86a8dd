/** The seven steps downwards: what was said at each, by whom and when, and what is next with the button that does it. */
import { CheckCircleFilled, ClockCircleOutlined, PlayCircleFilled } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { labelOf, useActorName, useObject } from '../../../web/client/metadata.tsx'
import { formatDate, formatDateTime } from '../../../web/kit/format.ts'
import { stampsOf, stepNames } from './complaint-answer.ts'
import styles from './complaints.module.css'

import type { ReactNode } from 'react'
import type { RecordData } from '../../../web/client/records.ts'

export function StepTrail({ record, next }: { record: RecordData; next: ReactNode }) {
  const { t } = useTranslation()
  const actorName = useActorName()
  const options = useObject('complaint')?.fields.find(({ name }) => name === 'status')?.options ?? []
  const stamps = stampsOf(record)
  // What the call-back found unsettled begins anew: of what lies ahead now, the older stamps are history.
  const at = stepNames.findIndex((step) => step === record.status)
  const isOver = record.status === 'withdrawn' || record.status === 'verified'
  const wordOf = (step: string) => {
    const label = options.find(({ key }) => key === step)?.label
    return label ? labelOf(label) : step
  }
  return (
    <ol className={styles.trail} aria-label={t('complaints.steps')}>
      {stepNames.map((step, index) => {
        const isDone = index <= at
        const isNext = index === at + 1 && !isOver
        const said = stamps.filter((stamp) => stamp.step === step)
        const Icon = isDone ? CheckCircleFilled : isNext ? PlayCircleFilled : ClockCircleOutlined
        return (
          <li key={step} className={isDone ? styles.done : isNext ? styles.next : styles.ahead} aria-current={isNext ? 'step' : undefined}>
            <Icon className={styles.mark} aria-hidden />
            <div className={styles.step}>
              <p className={styles.stepName}>{isNext ? t(`complaints.to_${step}`) : wordOf(step)}</p>
              {said.map(({ at: when, by, note }) => (
                <div key={when} className={styles.said}>
                  <p className={styles.by}>
                    {by && actorName(by)} <time>{formatDateTime(when, 'short')}</time>
                  </p>
                  {note && <p className={styles.text}>{note}</p>}
                </div>
              ))}
              {isNext && step === 'verified' && typeof record.call_back_on === 'string' && <p className={styles.by}>{t('complaints.call_back_by', { day: formatDate(record.call_back_on) })}</p>}
              {isNext && (
                <>
                  <p className={styles.hint}>{t(`complaints.hint_${step}`)}</p>
                  <div className={styles.buttons}>{next}</div>
                </>
              )}
            </div>
          </li>
        )
      })}
      {record.status === 'withdrawn' && <li className={styles.withdrawn}>{t('complaints.withdrawn', { reason: String(record.withdrawn_reason ?? '') })}</li>}
    </ol>
  )
}
