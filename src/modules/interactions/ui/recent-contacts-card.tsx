import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { timeAgo } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

const shown = 6

/** Whom I spoke with lately; opens the customer. */
export function RecentContactsCard() {
  const { t } = useTranslation()
  const object = useObject('interaction')
  const customers = useObject('customer')
  const query = useList(object?.path ?? '', { filter: { owner: '@me' }, sort: '-at', limit: shown }, { enabled: object !== undefined })
  if (!object) return null
  return (
    <Card title={t('interactions.recent.title')}>
      <Loaded query={query} lines={4} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('interactions.recent.empty'), hint: t('interactions.recent.empty_hint') }}>
        {(data) => (
          <Rows>
            {recordsOf(data).map((record) => {
              const customer = referenceOf(record.customer)
              const to = customer && customers ? `/${customers.path}/${customer.id}` : `/${object.path}/${record.id}`
              return <Row key={record.id} to={to} title={customer?.name ?? channelOf(object, record)} note={[channelOf(object, record), record.summary].filter(Boolean).join(' · ')} end={timeAgo(record.at)} />
            })}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}

function channelOf(object: ObjectMetadata, record: RecordData): string {
  const option = object.fields.find(({ name }) => name === 'channel')?.options?.find(({ key }) => key === record.channel)
  return option ? labelOf(option.label) : ''
}

function referenceOf(value: unknown): { id: string; name: string } | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value ? { id: String(value.id), name: String(value.name) } : undefined
}
