import { Row } from '../../../web/kit/rows.tsx'
import { optionOf, PartCard } from './part-card.tsx'

import type { RecordData, Reference } from '../../../web/client/records.ts'

const order = ['taboo', 'special_need', 'preference', 'habit']

/** What every department noticed. Taboos stand here too, so that they can be changed. */
export function PreferenceList({ preferences, customer }: { preferences: RecordData[]; customer: Reference }) {
  const ordered = preferences.toSorted((a, b) => order.indexOf(String(a.kind)) - order.indexOf(String(b.kind)))
  return (
    <PartCard
      objectName="preference"
      records={ordered}
      customer={customer}
      row={(preference, object) => (
        <Row
          key={preference.id}
          to={`/${object.path}/${preference.id}`}
          title={String(preference.text ?? '')}
          note={optionOf(object, preference, 'area')}
          end={optionOf(object, preference, 'kind')}
          isAlarming={preference.kind === 'taboo'}
        />
      )}
    />
  )
}
