import { Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import { formatNumber } from '../../kit/format.ts'
import styles from './list.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'

interface Props {
  object: ObjectMetadata
  count: number
  onChange(field: FieldMetadata, value: unknown): void
  onCancel(): void
}

/** Asks for a field and the value that all chosen records get. An empty value empties the field. */
export function BulkChange({ object, count, onChange, onCancel }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const offered = object.fields.filter((field) => !field.readonly && field.name !== object.title)
  const [name, setName] = useState<string>()
  const [value, setValue] = useState<unknown>(null)
  const field = offered.find((each) => each.name === name)
  const twin = field && twinOf(field)
  return (
    <Modal
      open
      title={t('bulk.change_title', { count, number: formatNumber(count), objects: labelOf(count === 1 ? object.label : object.plural_label) })}
      okText={t('bulk.change_ok', { count, number: formatNumber(count) })}
      cancelText={t('record.cancel')}
      okButtonProps={{ disabled: !field || (field.required && (value === null || value === undefined || value === '')) }}
      onOk={() => field && onChange(field, value)}
      onCancel={onCancel}
    >
      <div className={styles.stack}>
        <label htmlFor={`${id}-field`}>{t('bulk.field')}</label>
        <Select
          id={`${id}-field`}
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          value={name}
          options={offered.map((each) => ({ value: each.name, label: labelOf(each.label) }))}
          onChange={(chosen) => {
            setName(chosen)
            setValue(null)
          }}
        />
        {field && twin && (
          <>
            <label htmlFor={`${id}-value`}>{t('bulk.value')}</label>
            <twin.Input key={field.name} field={field} value={value} onChange={setValue} id={`${id}-value`} />
            {!field.required && <small className={styles.hint}>{t('bulk.empty_hint')}</small>}
          </>
        )}
      </div>
    </Modal>
  )
}
