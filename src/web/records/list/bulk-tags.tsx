import { Modal, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { twinOf } from '../../fields/index.ts'
import { formatNumber } from '../../kit/format.ts'
import styles from './list.module.css'

import type { FieldMetadata } from '../../client/metadata.tsx'

interface Props {
  field: FieldMetadata
  count: number
  onChange(mode: 'add' | 'remove', tags: string[]): void
  onCancel(): void
}

/** Tags that are added to those the records have, or taken from them. */
export function BulkTags({ field, count, onChange, onCancel }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [mode, setMode] = useState<'add' | 'remove'>('add')
  const [tags, setTags] = useState<string[]>([])
  const { Input } = twinOf(field)
  const modes = [
    { value: 'add' as const, label: t('bulk.tag_add') },
    { value: 'remove' as const, label: t('bulk.tag_remove') },
  ]
  return (
    <Modal
      open
      title={t('bulk.tag_title', { count, number: formatNumber(count) })}
      okText={modes.find(({ value }) => value === mode)?.label}
      cancelText={t('record.cancel')}
      okButtonProps={{ disabled: tags.length === 0 }}
      onOk={() => onChange(mode, tags)}
      onCancel={onCancel}
    >
      <div className={styles.stack}>
        <Segmented value={mode} options={modes} onChange={setMode} aria-label={t('bulk.tag_mode')} />
        <label htmlFor={id}>{t('bulk.tags')}</label>
        <Input field={field} value={tags} onChange={(value) => setTags(Array.isArray(value) ? value.map(String) : [])} id={id} autoFocus />
      </div>
    </Modal>
  )
}
