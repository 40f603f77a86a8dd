import { CheckOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { daysFromToday, formatDay } from '../../../web/kit/format.ts'
import { Row } from '../../../web/kit/rows.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './task-row.module.css'

import type { RecordData } from '../../../web/client/records.ts'

interface Props {
  task: RecordData
  path: string
  /** On the page of the customer it is about, who need not be named again. */
  isOfPage?: boolean
  /** Among other tasks a promise is named as one. */
  saysPromise?: boolean
}

/** A task with its circle to tick; ticking can be taken back. */
export function TaskRow({ task, path, isOfPage = false, saysPromise = isOfPage }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const complete = useRecordAction(path, 'complete')
  const reopen = useRecordAction(path, 'reopen')
  const title = String(task.name ?? '')
  const days = daysFromToday(task.due_on)
  const isLate = days !== undefined && days < 0
  const isDone = complete.isPending || complete.isSuccess

  // The row is gone as soon as the list is asked again, so nothing here may wait for it.
  const undo = () => void reopen.mutateAsync({ id: task.id }).then(() => complete.reset(), toast.problem)
  const tick = () => void complete.mutateAsync({ id: task.id }).then(() => toast.done(t('interactions.task.done', { title }), { undo }), toast.problem)

  const box = (
    <button type="button" role="checkbox" aria-checked={isDone} aria-label={t('interactions.task.complete', { title })} className={styles.box} onClick={tick} disabled={isDone || !task.can.change}>
      <CheckOutlined aria-hidden />
    </button>
  )
  const due = isLate ? t('interactions.task.overdue', { count: -days }) : [formatDay(task.due_on), task.due_time].filter(Boolean).join(' ')
  const note = [saysPromise && task.is_promise === true ? t('interactions.task.promise') : '', task.repeat ? t('interactions.task.repeats') : '', nameOf(isOfPage ? task.owner : task.customer)].filter(Boolean).join(' · ')
  return <Row lead={box} to={`/${path}/${task.id}`} title={title} note={note} end={due} isAlarming={isLate} />
}
