/** A day hour by hour: what has no time stands above; a record is carried to another hour. */
import { useDroppable } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'

import { formatNumber } from '../../kit/format.ts'
import { DayRecord } from './calendar-day.tsx'
import { hoursShown, nameOfPlace, placeOf } from './day-places.ts'
import styles from './calendar.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'

interface Shared {
  object: ObjectMetadata
  field: FieldMetadata
  timeOf(record: RecordData): string
  columns: Column[]
  opened: string | undefined
  onOpen(record: RecordData, isFull: boolean): void
}

interface Props extends Shared {
  /** There can be records without a time. */
  isWholeDay: boolean
  records: RecordData[]
  count: number
  label: string
  onDay(): void
}

export function CalendarHours({ isWholeDay, records, count, label, onDay, ...shared }: Props) {
  const { t } = useTranslation()
  const places = Map.groupBy(records, (record) => placeOf(shared.timeOf(record)))
  const more = count - records.length
  return (
    <div className={styles.hours} role="group" aria-label={label}>
      {[...(isWholeDay ? ['T'] : []), ...hoursShown(records.map(shared.timeOf))].map((place) => (
        <Hour key={place} {...shared} place={place} records={places.get(place) ?? []} />
      ))}
      {more > 0 && (
        <button type="button" className={styles.more} onClick={onDay}>
          {t('calendar.more', { count: more, number: formatNumber(more) })}
        </button>
      )}
    </div>
  )
}

function Hour({ place, records, opened, timeOf, ...shared }: Shared & { place: string; records: RecordData[] }) {
  const { t } = useTranslation()
  const { setNodeRef, isOver } = useDroppable({ id: place })
  const name = nameOfPlace(place, t('calendar.whole_day'))
  return (
    <section ref={setNodeRef} className={`${styles.hour} ${place === 'T' ? styles.whole : ''} ${isOver ? styles.over : ''}`} aria-label={name}>
      <span className={styles.hourName}>{name}</span>
      <div className={styles.ofHour}>
        {records.map((record) => (
          <DayRecord key={record.id} {...shared} record={record} time={timeOf(record)} isOpened={opened === record.id} />
        ))}
      </div>
    </section>
  )
}
