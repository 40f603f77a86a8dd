import { useDraggable, useDroppable } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'

import { titleOf } from '../../client/metadata.tsx'
import { formatDate, formatNumber, formatWeekday, today } from '../../kit/format.ts'
import { twinOf } from '../../fields/index.ts'
import { valueAt } from './columns.ts'
import styles from './calendar.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'

interface Props {
  object: ObjectMetadata
  field: FieldMetadata
  timeOf(record: RecordData): string
  day: string
  /** Shown below the name where there is room. */
  columns: Column[]
  /** Of the month before or after. */
  isOutside: boolean
  /** So many have room, with the word that there are more. */
  most: number
  records: RecordData[]
  count: number
  opened: string | undefined
  onOpen(record: RecordData, isFull: boolean): void
  /** All of the day, as a table. */
  onDay(): void
}

export function CalendarDay({ object, field, timeOf, day, columns, isOutside, most, records, count, opened, onOpen, onDay }: Props) {
  const { t } = useTranslation()
  const { setNodeRef, isOver } = useDroppable({ id: day })
  const isToday = day === today()
  // Room for one more is better used by it than by the word that there is one.
  const shown = records.slice(0, count === most + 1 ? most + 1 : most)
  const more = count - shown.length
  return (
    <section ref={setNodeRef} className={[styles.day, isOver ? styles.over : '', isOutside ? styles.outside : '', isToday ? styles.today : ''].join(' ')} aria-label={formatDate(day)} aria-current={isToday ? 'date' : undefined}>
      <header className={styles.dayHead}>
        <span className={styles.weekday}>{formatWeekday(day)}</span>
        <span className={styles.number}>{Number(day.slice(8))}</span>
      </header>
      {shown.map((record) => (
        <DayRecord key={record.id} object={object} field={field} time={timeOf(record)} record={record} columns={columns} isOpened={opened === record.id} onOpen={onOpen} />
      ))}
      {more > 0 && (
        <button type="button" className={styles.more} onClick={onDay}>
          {t('calendar.more', { count: more, number: formatNumber(more) })}
        </button>
      )}
    </section>
  )
}

interface RecordProps extends Pick<Props, 'object' | 'field' | 'columns' | 'onOpen'> {
  record: RecordData
  time: string
  isOpened: boolean
}

export function DayRecord({ object, field, time, record, columns, isOpened, onOpen }: RecordProps) {
  const { t } = useTranslation()
  const isDisabled = field.readonly || record.can?.change === false
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: record.id, data: { record }, disabled: isDisabled, attributes: { roleDescription: t('board.card') } })
  const facts = columns.filter((column) => !column.isTitle && column.name !== field.name && column.field.time_of !== field.name).slice(0, 2)
  return (
    <div
      ref={setNodeRef}
      {...attributes}
      {...listeners}
      aria-disabled={undefined}
      className={[styles.record, isOpened ? styles.opened : '', isDragging ? styles.carried : '', isDisabled ? styles.fixed : ''].join(' ')}
      onClick={(event) => onOpen(record, event.ctrlKey || event.metaKey)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isDragging) {
          event.preventDefault()
          onOpen(record, event.shiftKey || isOpened)
        } else listeners?.onKeyDown?.(event)
      }}
    >
      <span className={styles.name}>
        {time && <span className={styles.time}>{time}</span>}
        {titleOf(object, record) || t('list.no_name')}
      </span>
      {facts.map((column) => {
        const { Cell } = twinOf(column.field)
        return (
          <span key={column.name} className={styles.fact}>
            <Cell field={column.field} value={valueAt(record, column)} record={record} dense isPlain />
          </span>
        )
      })}
    </div>
  )
}
