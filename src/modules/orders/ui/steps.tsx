/** The way of an order: what is done, by whom and when; where it stands; what is due and what is late. */
import { CheckCircleFilled, ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { useActorName } from '../../../web/client/metadata.tsx'
import { DaysLate, daysLate } from '../../../web/fields/days-late.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatDate, formatDateTime, today } from '../../../web/kit/format.ts'
import { stepsOf, useStepLabels } from './order-steps.ts'
import styles from './steps.module.css'

import type { RecordData } from '../../../web/client/records.ts'
import type { OrderStep } from './order-steps.ts'

export function Steps({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const labels = useStepLabels()
  const steps = stepsOf(record.steps)
  if (steps.length === 0 || record.status === 'cancelled') return null
  const next = steps.findIndex(({ done_at: doneAt }) => doneAt === null)
  return (
    <Card title={t('orders.steps')} note={next < 0 ? undefined : t('orders.steps_done', { done: next, all: steps.length })}>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <StepItem key={step.step} step={step} label={labels.get(step.step) ?? step.step} isNext={index === next} />
        ))}
      </ol>
    </Card>
  )
}

function StepItem({ step, label, isNext }: { step: OrderStep; label: string; isNext: boolean }) {
  const { t } = useTranslation()
  const actorName = useActorName()
  const isLate = isNext && daysLate(step.due_on, today()) > 0
  const state = step.done_at ? 'done' : isLate ? 'late' : isNext ? 'next' : 'ahead'
  const Icon = step.done_at ? CheckCircleFilled : isLate ? ExclamationCircleFilled : ClockCircleOutlined
  return (
    <li className={styles[state]} aria-current={isNext ? 'step' : undefined}>
      <span className={styles.mark}>
        <Icon aria-hidden />
      </span>
      <span className={styles.label}>
        {label}
        <span className="visually-hidden">{t(`orders.step.${state}`)}</span>
      </span>
      {step.done_at ? (
        <span className={styles.note} title={formatDateTime(step.done_at)}>
          {formatDate(step.done_at, 'short')} {step.by_name && actorName(step.by_name)}
        </span>
      ) : (
        step.due_on && <span className={styles.note}>{t('orders.due', { day: formatDate(step.due_on, 'short') })}</span>
      )}
      {isNext && <DaysLate due={step.due_on} on={today()} />}
      {step.note && <span className={styles.note}>{step.note}</span>}
    </li>
  )
}
