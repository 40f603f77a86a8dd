/** In the form of a contact: what was learnt of the customer, field by field as it is and as it is to be; written when the contact is saved. */
import { ArrowRightOutlined, CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { useRecord } from '../../../web/client/records.ts'
import { idOf } from '../../../web/client/reference-parts.ts'
import { twinOf, writableOf } from '../../../web/fields/index.ts'
import { SkeletonLines } from '../../../web/kit/states.tsx'
import { CustomerChanges } from './customer-changes.tsx'
import styles from './customer-changes.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { FieldInputProps } from '../../../web/records/record/record-screens.tsx'

export function CustomerChangesInput({ value, onChange, id, disabled, invalid, values }: FieldInputProps) {
  const { t } = useTranslation()
  const object = useObject('customer')
  const customer = idOf(values.customer) || undefined
  const answer = useRecord(object?.path ?? '', object ? customer : undefined)
  if (!customer) return <p className={styles.note}>{t('interactions.customer.choose_first')}</p>
  if (!object || answer.isError) return <p className={styles.note}>{t('interactions.customer.may_not')}</p>
  if (!answer.data) return <SkeletonLines lines={1} />
  return (
    <>
      {typeof values.id === 'string' && Array.isArray(value) && <CustomerChanges interaction={values.id} />}
      <Changes key={customer} object={object} record={answer.data} id={id} given={givenOf(value)} onChange={onChange} disabled={disabled} invalid={invalid} onStale={() => void answer.refetch()} />
    </>
  )
}

interface Props {
  object: ObjectMetadata
  record: RecordData
  id: string
  given: Record<string, unknown>
  onChange(value: unknown): void
  disabled?: boolean
  invalid?: boolean
  onStale(): void
}

function Changes({ object, record, id, given, onChange, disabled, invalid, onStale }: Props) {
  const { t } = useTranslation()
  /** As the inputs want them, by name of the field. */
  const [shown, setShown] = useState(given)
  const offered = object.fields.filter((field) => isOffered(object, record, field))
  // Somebody else may have changed it: what it was is asked again, and the next saving builds on what is shown then.
  useEffect(() => {
    if (invalid) onStale()
    // Told once, whenever it becomes wrong.
  }, [invalid])
  const { version } = record
  useEffect(() => {
    if (Object.keys(shown).length > 0) write(shown)
    // The newest version that the person has before the eyes.
  }, [version])
  const write = (next: Record<string, unknown>) => {
    setShown(next)
    const written = Object.fromEntries(Object.entries(next).map(([name, value]) => [name, writableOf(fieldOf(object, name), value) ?? null]))
    onChange(Object.keys(written).length > 0 ? { version, values: written } : null)
  }
  if (offered.length === 0) return <p className={styles.note}>{t('interactions.customer.may_not')}</p>
  const lines = offered.filter(({ name }) => name in shown)
  return (
    <div className={styles.changes}>
      {lines.map((field) => {
        const { Cell, Input } = twinOf(field)
        const label = labelOf(field.label)
        return (
          <div key={field.name} className={styles.change}>
            <span className={styles.name}>{label}</span>
            <span className={styles.old}>{isNothing(record[field.name]) ? '—' : <Cell field={field} value={record[field.name]} record={record} />}</span>
            <ArrowRightOutlined className={styles.arrow} aria-label={t('interactions.customer.becomes')} />
            <span className={styles.new}>
              <Input field={field} id={`${id}-${field.name}`} value={shown[field.name]} onChange={(value) => write({ ...shown, [field.name]: value })} disabled={disabled} label={t('interactions.customer.new_value', { field: label })} />
            </span>
            <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('interactions.customer.leave', { field: label })} onClick={() => write(Object.fromEntries(Object.entries(shown).filter(([name]) => name !== field.name)))} disabled={disabled} />
          </div>
        )
      })}
      <Select
        id={id}
        value={null}
        placeholder={t('interactions.customer.add')}
        onChange={(name: string | null) => name && write({ ...shown, [name]: record[name] ?? null })}
        options={offered.filter(({ name }) => !(name in shown)).map((field) => ({ value: field.name, label: labelOf(field.label) }))}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled}
        className={styles.add}
        aria-label={t('interactions.customer.add')}
      />
    </div>
  )
}

/** What is said in a word or two; who looks after it, to whom it belongs and its files are changed on its page. */
function isOffered(object: ObjectMetadata, record: RecordData, field: FieldMetadata): boolean {
  const { only_when: condition } = field
  const isOfThis = !condition || condition.in.includes(String(record[condition.field] ?? ''))
  return object.can.change && record.can.change && !field.readonly && field.right === 'write' && field.target === undefined && field.parts === undefined && !twinOf(field).isAttachment && isOfThis
}

function fieldOf(object: ObjectMetadata, name: string): FieldMetadata {
  const field = object.fields.find((one) => one.name === name)
  if (!field) throw new Error(`The customer has no field ${name}`)
  return field
}

/** What stands in the draft of the form. */
function givenOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && 'values' in value && typeof value.values === 'object' && value.values !== null ? { ...value.values } : {}
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
