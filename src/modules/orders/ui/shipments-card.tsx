/** What left the house for an order: with whom, under which number, whether the customer was told and has it. */
import { MailOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card } from '../../../web/kit/card.tsx'
import { formatDate, formatDateTime } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { TellDialog } from './tell-dialog.tsx'

import type { TFunction } from 'i18next'
import type { RecordData } from '../../../web/client/records.ts'

export function ShipmentsCard({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const object = useObject('shipment')
  const [telling, setTelling] = useState<RecordData>()
  const query = useList('shipments', { filter: { order: record.id }, sort: '-shipped_at', limit: 50 }, { enabled: object !== undefined })
  const shipments = recordsOf(query.data)
  if (!object || shipments.length === 0) return null
  return (
    <Card title={labelOf(object.plural_label)}>
      <Rows>
        {shipments.map((shipment) => (
          <Row
            key={shipment.id}
            to={`/shipments/${shipment.id}`}
            title={[shipment.carrier, shipment.tracking_number].filter(Boolean).join(' ') || String(shipment.number)}
            note={notesOf(t, shipment).join(' · ')}
            end={
              object.can.change && shipment.can?.change !== false && !shipment.arrived_at ? (
                <Button type="link" size="small" icon={<MailOutlined aria-hidden />} onClick={() => setTelling(shipment)}>
                  {t('orders.tell')}
                </Button>
              ) : undefined
            }
          />
        ))}
      </Rows>
      {telling && <TellDialog shipment={telling} contact={record.contact} onClose={() => setTelling(undefined)} />}
    </Card>
  )
}

function notesOf(t: TFunction, { shipped_at: shipped, expected_on: expected, notified_at: told, arrived_at: arrived, confirmed_by: by }: RecordData): string[] {
  return [
    shipped ? t('orders.shipped_on', { day: formatDateTime(shipped, 'short') }) : '',
    expected && !arrived ? t('orders.expected_on', { day: formatDate(expected, 'short') }) : '',
    told ? t('orders.told_on', { day: formatDateTime(told, 'short') }) : '',
    arrived ? t('orders.arrived_on', { day: formatDateTime(arrived, 'short') }) : '',
    by ? t('orders.confirmed_by', { name: String(by) }) : '',
  ].filter(Boolean)
}
