/** One visit, short: as it stands on the board and beside it. Enter or a click opens it; it is dragged to a person. */
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { formatDate, formatTime } from '../../../web/kit/format.ts'
import { cardType, type Job } from './board-answer.ts'
import styles from './board.module.css'

import type { CSSProperties } from 'react'

interface Props {
  job: Job
  skills: readonly { id: string; name: string }[]
  onOpen(job: Job): void
  style?: CSSProperties
  /** In a row of the day: only what fits. */
  isBar?: boolean
}

export function JobCard({ job, skills, onOpen, style, isBar }: Props) {
  const { t } = useTranslation()
  const object = useObject('field_job')
  const field = (name: string) => object?.fields.find((one) => one.name === name)
  const [status, priority] = [field('status'), field('priority')]
  const needed = skills.filter(({ id }) => job.skills.includes(id)).map(({ name }) => name)
  const time = job.planned_start ? `${formatTime(job.planned_start)}–${formatTime(job.planned_end)}` : t('dispatch.minutes', { count: job.minutes })
  const isMovable = job.status === 'planned'
  return (
    <button
      type="button"
      className={`${isBar ? styles.bar : styles.card} ${styles[job.status] ?? ''}`}
      style={style}
      draggable={isMovable}
      onDragStart={(event) => {
        event.dataTransfer.setData(cardType, job.id)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onClick={() => onOpen(job)}
      title={[time, job.subject, job.customer_name, job.place?.name].filter(Boolean).join(' · ')}
    >
      <span className={styles.subject}>{job.subject ?? job.number}</span>
      <span className={styles.meta}>{[time, job.customer_name, isBar ? null : job.place?.name].filter(Boolean).join(' · ')}</span>
      {!isBar && (
        <span className={styles.marks}>
          {status && job.engineer && <ChoiceLabel field={status} option={job.status} />}
          {priority && (job.priority === 'urgent' || job.priority === 'high') && <ChoiceLabel field={priority} option={job.priority} />}
          {job.left_over_since && <span className={styles.leftOver}>{t('dispatch.left_over', { day: formatDate(job.left_over_since, 'short'), count: job.left_over_count })}</span>}
          {needed.length > 0 && <span className={styles.skill}>{needed.join('、')}</span>}
        </span>
      )}
    </button>
  )
}
