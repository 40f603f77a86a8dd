/** Complaints of a customer: on its page, and beside another complaint of the same customer. */
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatDate } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { complaintsPath, referenceOf } from './complaint-answer.ts'

import type { RecordData } from '../../../web/client/records.ts'

/** Nothing where there was none: no customer's page says more than it has to. */
export function ComplaintsCard({ customer }: { customer: string }) {
  return <Complaints title="complaints.of_customer" filter={{ customer }} />
}

export function OthersCard({ record }: { record: RecordData }) {
  const customer = referenceOf(record.customer)
  return customer ? <Complaints title="complaints.others" filter={{ customer: customer.id, id: { ne: record.id } }} /> : null
}

function Complaints({ title, filter }: { title: string; filter: Record<string, unknown> }) {
  const { t } = useTranslation()
  const object = useObject('complaint')
  const query = useList(complaintsPath, { filter, sort: '-opened_at', limit: 5 }, { enabled: object !== undefined })
  const complaints = recordsOf(query.data)
  const status = object?.fields.find(({ name }) => name === 'status')
  if (!status || complaints.length === 0) return null
  return (
    <Card title={t(title)}>
      <Rows>
        {complaints.map((one) => (
          <Row key={one.id} to={`/${complaintsPath}/${one.id}`} title={String(one.subject)} note={[referenceOf(one.cause)?.name, formatDate(one.opened_at)].filter(Boolean).join(' · ')} end={<ChoiceLabel field={status} option={one.status} />} />
        ))}
      </Rows>
    </Card>
  )
}
