import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatDay, formatLunar } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

const shown = 8

/** Birthdays and other days of customers within two weeks; opens the customer. */
export function SpecialDaysCard() {
  const { t } = useTranslation()
  const object = useObject('special_day')
  const customers = useObject('customer')
  const filter = { next_on: { in_next: '14d' } }
  const query = useList(object?.path ?? '', { filter, sort: 'next_on', limit: shown, count: 'exact' }, { enabled: object !== undefined })
  if (!object) return null
  const total = query.data?.pages[0]?.total ?? 0
  return (
    <Card title={t('customers.special_days.title')} note={total > shown ? t('customers.special_days.of', { shown, total }) : t('customers.special_days.span')}>
      <Loaded query={query} lines={4} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('customers.special_days.empty'), hint: t('customers.special_days.empty_hint') }}>
        {(data) => (
          <Rows>
            {recordsOf(data).map((day) => {
              const customer = referenceOf(day.customer)
              const to = customer && customers ? `/${customers.path}/${customer.id}` : `/${object.path}/${day.id}`
              return <Row key={day.id} to={to} title={customer?.name ?? kindOf(object, day)} note={kindOf(object, day, customer?.name)} end={<span title={formatDate(day.next_on)}>{formatDay(day.next_on)}</span>} />
            })}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}

/** Its own name where it has one, such as “wedding of the daughter”; else what kind of day it is. */
function kindOf(object: ObjectMetadata, day: RecordData, customerName?: string): string {
  const option = object.fields.find(({ name }) => name === 'kind')?.options?.find(({ key }) => key === day.kind)
  const words = [day.name, option && labelOf(option.label), day.calendar === 'lunar' ? formatLunar(day.lunar_text) : '']
  return [...new Set(words.filter((word) => typeof word === 'string' && word !== '' && word !== customerName))].join(' · ')
}

function referenceOf(value: unknown): { id: string; name: string } | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value ? { id: String(value.id), name: String(value.name) } : undefined
}
