import { useTranslation } from 'react-i18next'

import { titleOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { timeAgo } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'

const shown = 6

/** Customers that somebody changed since yesterday. */
export function ChangedCustomersCard() {
  const { t } = useTranslation()
  const object = useObject('customer')
  const query = useList(object?.path ?? '', { filter: { updated_at: { gte: 'yesterday' } }, sort: '-updated_at', limit: shown }, { enabled: object !== undefined })
  if (!object) return null
  return (
    <Card title={t('customers.changed.title')} note={t('customers.changed.span')}>
      <Loaded query={query} lines={3} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('customers.changed.empty') }}>
        {(data) => (
          <Rows>
            {recordsOf(data).map((customer) => (
              <Row key={customer.id} to={`/${object.path}/${customer.id}`} title={titleOf(object, customer)} note={customer.updated_by?.name} end={timeAgo(customer.updated_at)} />
            ))}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}
