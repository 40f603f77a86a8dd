import { Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import { formatNumber } from '../../kit/format.ts'
import styles from './list.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'

/** Whose the records of an object are, where this person may say so. */
export function ownerFieldOf(object: ObjectMetadata): FieldMetadata | undefined {
  if (object.reach !== 'owner' || !object.can.change || object.is_append_only) return undefined
  return object.fields.find((field) => field.name === 'owner' && !field.readonly)
}

interface Props {
  object: ObjectMetadata
  field: FieldMetadata
  count: number
  onAssign(person: unknown): void
  onCancel(): void
}

/** Asks who is to look after all chosen records. */
export function BulkAssign({ object, field, count, onAssign, onCancel }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [person, setPerson] = useState<unknown>(null)
  const { Input } = twinOf(field)
  const words = { count, number: formatNumber(count), objects: labelOf(count === 1 ? object.label : object.plural_label) }
  return (
    <Modal open title={t('bulk.assign_title', words)} okText={t('bulk.assign_ok', words)} cancelText={t('record.cancel')} okButtonProps={{ disabled: !person }} onOk={() => onAssign(person)} onCancel={onCancel}>
      <div className={styles.stack}>
        <label htmlFor={id}>{labelOf(field.label)}</label>
        <Input field={field} value={person} onChange={setPerson} id={id} autoFocus />
      </div>
    </Modal>
  )
}
