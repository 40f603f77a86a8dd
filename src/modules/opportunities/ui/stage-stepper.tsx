/** The stages as steps: where it stands and for how many days; a step is gone by choosing it. */
import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { idOf, nameOf } from '../../../web/client/reference-parts.ts'
import { formatDate, formatMoney } from '../../../web/kit/format.ts'
import { daysSince, isStalled, nameInLanguage } from './stage-words.ts'
import { useMoves } from './use-moves.tsx'
import styles from './opportunity.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function StageStepper({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  const { move, dialog } = useMoves()
  const query = useList('stages', { filter: { pipeline: idOf(record.pipeline), kind: 'open' }, sort: 'position', limit: 50 })
  const stages = recordsOf(query.data)
  const isOpen = record.status === 'open'
  const canMove = isOpen && object.can.change && record.can?.change !== false
  const here = stages.findIndex(({ id }) => id === idOf(isOpen ? record.stage : record.closed_from))
  const from = { id: idOf(record.stage), name: nameOf(record.stage) }
  return (
    <div className={styles.standing}>
      <ol className={styles.steps} aria-label={t('opportunities.stages')}>
        {stages.map((stage, at) => {
          const isHere = at === here && isOpen
          const state = isHere ? styles.here : at < here || record.status === 'won' ? styles.passed : ''
          return (
            <li key={stage.id} className={`${styles.step} ${state}`} aria-current={isHere ? 'step' : undefined}>
              <button type="button" disabled={!canMove || isHere} onClick={() => void move(record, { id: stage.id, name: String(stage.name) }, from)} title={canMove && !isHere ? t('opportunities.move_here') : undefined}>
                <span className={styles.stepName}>{nameInLanguage(String(stage.name))}</span>
                <span className={styles.stepNote}>{isHere ? <DaysHere record={record} expected={stage.expected_days} /> : `${String(stage.probability)}%`}</span>
              </button>
            </li>
          )
        })}
      </ol>
      {dialog}
      {isOpen ? <Next record={record} /> : <Outcome object={object} record={record} />}
    </div>
  )
}

function DaysHere({ record, expected }: { record: RecordData; expected: unknown }) {
  const { t } = useTranslation()
  const count = daysSince(record.stage_since)
  if (isStalled(record)) {
    return (
      <span className={styles.stalled}>
        <ClockCircleOutlined aria-hidden /> {t('opportunities.stalled_days', { count })}
      </span>
    )
  }
  return <>{typeof expected === 'number' ? t('opportunities.days_of', { count, expected }) : t('opportunities.days', { count })}</>
}

function Next({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  if (!record.next_step && !record.next_step_on) return null
  return (
    <p className={styles.next}>
      <b>{t('opportunities.next_step')}</b> {record.next_step ? String(record.next_step) : ''} {record.next_step_on ? <span>{formatDate(record.next_step_on, 'short')}</span> : null}
    </p>
  )
}

function Outcome({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  const isWon = record.status === 'won'
  const reason = object.fields.find(({ name }) => name === 'reason')?.options?.find(({ key }) => key === record.reason)
  const words = [reason ? labelOf(reason.label) : '', record.reason_text ? String(record.reason_text) : ''].filter(Boolean).join(' · ')
  return (
    <p className={styles.next}>
      {isWon ? <CheckCircleFilled className={styles.won} aria-hidden /> : <CloseCircleFilled className={styles.lost} aria-hidden />}
      <b>{t(isWon ? 'opportunities.is_won' : 'opportunities.is_lost')}</b> {formatMoney(record.amount)} <span>{formatDate(record.closed_at, 'short')}</span> {words}
    </p>
  )
}
