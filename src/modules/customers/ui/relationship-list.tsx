import { idOf, nameOf } from '../../../web/client/reference-parts.ts'
import { Row } from '../../../web/kit/rows.tsx'
import { customersPath } from './customer-answer.ts'
import { optionOf, PartCard } from './part-card.tsx'
import { NetworkButton } from './views.tsx'

import type { RecordData, Reference } from '../../../web/client/records.ts'

/** How this customer stands to others, in both directions. */
export function RelationshipList({ relationships, customer }: { relationships: RecordData[]; customer: Reference }) {
  return (
    <PartCard
      objectName="relationship"
      records={relationships}
      customer={customer}
      view={<NetworkButton />}
      row={(relationship, object) => {
        const isFrom = idOf(relationship.other) !== customer.id
        const other = isFrom ? relationship.other : relationship.customer
        return (
          <Row
            key={relationship.id}
            to={`/${customersPath}/${idOf(other)}`}
            title={nameOf(other)}
            note={String(relationship.remark ?? '')}
            end={isFrom ? optionOf(object, relationship, 'kind') : `← ${optionOf(object, relationship, 'kind')}`}
          />
        )
      }}
    />
  )
}
