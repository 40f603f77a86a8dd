/** A card of the customer page: a short list of one object, with the way to add to it. */
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { Rows } from '../../../web/kit/rows.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { FormDrawer } from '../../../web/records/form-drawer.tsx'

import type { ReactNode } from 'react'
import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData, Reference } from '../../../web/client/records.ts'

interface Props {
  objectName: string
  records: RecordData[]
  customer: Reference
  /** Another way to see the same, before the way to add. */
  view?: ReactNode
  row(record: RecordData, object: ObjectMetadata): ReactNode
}

export function PartCard({ objectName, records, customer, view, row }: Props) {
  const { t } = useTranslation()
  const object = useObject(objectName)
  const [isAdding, setIsAdding] = useState(false)
  if (!object) return null
  const addLabel = t('form.new', { object: labelOf(object.label) })
  return (
    <Card
      title={labelOf(object.plural_label)}
      note={records.length > 0 ? records.length : undefined}
      action={
        <>
          {view}
          {object.can.create && <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} aria-label={addLabel} title={addLabel} onClick={() => setIsAdding(true)} />}
        </>
      }
    >
      {records.length === 0 ? <EmptyState small title={t('record.no_related', { objects: labelOf(object.plural_label) })} /> : <Rows>{records.map((record) => row(record, object))}</Rows>}
      {isAdding && <FormDrawer object={object} initial={{ customer }} onClose={() => setIsAdding(false)} />}
    </Card>
  )
}

/** Label of a choice of a record. */
export function optionOf(object: ObjectMetadata, record: RecordData, name: string): string {
  const option = object.fields.find((field) => field.name === name)?.options?.find((each) => each.key === record[name])
  return option ? labelOf(option.label) : ''
}
