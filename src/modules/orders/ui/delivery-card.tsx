/** What leaves the house for an order with bundles: their parts and the other lines, each product once. */
import { useTranslation } from 'react-i18next'

import { Card } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { deliveredOf } from './delivered.ts'
import styles from './orders.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function DeliveryCard({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  if (!Array.isArray(record.components) || record.components.length === 0) return null
  return (
    <Card title={t('orders.delivery')} note={t('orders.delivery_hint')}>
      <ul className={styles.delivery}>
        {deliveredOf(record).map(({ key, name, code, quantity, unit }) => (
          <li key={key}>
            <span>
              {name} {code && <small>{code}</small>}
            </span>
            <span>
              {formatNumber(quantity)} {unit}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
