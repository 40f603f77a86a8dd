import { Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { twinOf } from '../../fields/index.ts'
import { formatNumber } from '../../kit/format.ts'
import styles from './list.module.css'

import type { FieldMetadata } from '../../client/metadata.tsx'

interface Props {
  field: FieldMetadata
  count: number
  onAdd(tags: string[]): void
  onCancel(): void
}

/** Tags that are added to those the records have. */
export function BulkTags({ field, count, onAdd, onCancel }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [tags, setTags] = useState<string[]>([])
  const { Input } = twinOf(field)
  return (
    <Modal
      open
      title={t('bulk.tag_title', { count, number: formatNumber(count) })}
      okText={t('bulk.tag')}
      cancelText={t('record.cancel')}
      okButtonProps={{ disabled: tags.length === 0 }}
      onOk={() => onAdd(tags)}
      onCancel={onCancel}
    >
      <div className={styles.stack}>
        <label htmlFor={id}>{t('bulk.tags')}</label>
        <Input field={field} value={tags} onChange={(value) => setTags(Array.isArray(value) ? value.map(String) : [])} id={id} autoFocus />
      </div>
    </Modal>
  )
}
