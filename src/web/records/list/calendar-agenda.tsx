import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { formatNumber, formatWeekday } from '../../kit/format.ts'
import { RecordCard } from './card-list.tsx'
import styles from './calendar.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'

interface Props {
  object: ObjectMetadata
  timeOf(record: RecordData): string
  columns: Column[]
  days: string[]
  records: ReadonlyMap<string, RecordData[]>
  counts: ReadonlyMap<string, number>
  onDay(day: string): void
}

/** Day by day what there is; days without anything are left out. */
export function CalendarAgenda({ object, timeOf, columns, days, records, counts, onDay }: Props) {
  const { t } = useTranslation()
  const filled = days.filter((day) => (counts.get(day) ?? 0) > 0)
  if (filled.length === 0) return <p className={styles.nothing}>{t('calendar.nothing')}</p>
  return (
    <div className={styles.agenda}>
      {filled.map((day) => {
        const shown = records.get(day) ?? []
        const more = (counts.get(day) ?? 0) - shown.length
        return (
          <section key={day} aria-label={formatWeekday(day, 'day')}>
            {/* Of a single day the head of the calendar says it already. */}
            {days.length > 1 && <h3 className={styles.agendaDay}>{formatWeekday(day, 'day')}</h3>}
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
            {more > 0 && (
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
