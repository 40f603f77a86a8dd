/** On the page of a customer's values: how they went. */
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { ValueCurve } from './value-curve.tsx'

import type { RecordData } from '../../../web/client/records.ts'

export function ValueAside({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const object = useObject('customer_value')
  return object ? (
    <Card title={t('insight.curve')}>
      <ValueCurve object={object} customer={record.id} />
    </Card>
  ) : null
}
