import { formatDate, formatDay, formatLunar } from '../../../web/kit/format.ts'
import { Row } from '../../../web/kit/rows.tsx'
import { optionOf, PartCard } from './part-card.tsx'

import type { RecordData, Reference } from '../../../web/client/records.ts'

/** Days that return every year, the next one first. */
export function NextDays({ days, customer }: { days: RecordData[]; customer: Reference }) {
  const ordered = days.toSorted((a, b) => String(a.next_on ?? '9').localeCompare(String(b.next_on ?? '9')))
  return (
    <PartCard
      objectName="special_day"
      records={ordered}
      customer={customer}
      row={(day, object) => (
        <Row
          key={day.id}
          to={`/${object.path}/${day.id}`}
          title={String(day.name ?? '')}
          note={[optionOf(object, day, 'kind'), day.calendar === 'lunar' ? formatLunar(day.lunar_text) : ''].filter(Boolean).join(' · ')}
          end={<span title={formatDate(day.next_on)}>{formatDay(day.next_on)}</span>}
        />
      )}
    />
  )
}
