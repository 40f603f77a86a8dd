import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { formatNumber } from '../../kit/format.ts'
import { RecordCard } from './card-list.tsx'
import styles from './calendar.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'

interface Props {
  object: ObjectMetadata
  timeOf(record: RecordData): string
  columns: Column[]
  /** Days, or people. */
  places: readonly string[]
  nameOf(place: string): string
  records: ReadonlyMap<string, RecordData[]>
  counts: ReadonlyMap<string, number>
  /** All of a day; left out where that cannot be asked for. */
  onDay?(day: string): void
}

/** Day by day, or person by person, what there is; who or what has nothing is left out. */
export function CalendarAgenda({ object, timeOf, columns, places, nameOf, records, counts, onDay }: Props) {
  const { t } = useTranslation()
  const filled = places.filter((place) => (counts.get(place) ?? 0) > 0)
  if (filled.length === 0) return <p className={styles.nothing}>{t('calendar.nothing')}</p>
  return (
    <div className={styles.agenda}>
      {filled.map((day) => {
        const shown = records.get(day) ?? []
        const more = (counts.get(day) ?? 0) - shown.length
        return (
          <section key={day} aria-label={nameOf(day)}>
            {/* Of a single day the head of the calendar says it already. */}
            {places.length > 1 && <h3 className={styles.agendaDay}>{nameOf(day)}</h3>}
            <ul className={styles.agendaList}>
              {shown.map((record) => (
                <li key={record.id}>
                  <Link className={styles.agendaRecord} to={`/${object.path}/${record.id}`}>
                    {timeOf(record) && <span className={styles.time}>{timeOf(record)}</span>}
                    <RecordCard object={object} record={record} columns={columns} />
                  </Link>
                </li>
              ))}
            </ul>
            {more > 0 && onDay && (
              <button type="button" className={styles.more} onClick={() => onDay(day)}>
                {t('calendar.more', { count: more, number: formatNumber(more) })}
              </button>
            )}
          </section>
        )
      })}
    </div>
  )
}
