/** What a minute of somebody costs, where it is another than that of the channel: a line a person. */
import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { twinOf } from '../../../web/fields/index.ts'
import styles from './person-rates.module.css'

import type { FieldMetadata } from '../../../web/client/metadata.tsx'
import type { PersonRate } from '../objects/value-rule.ts'

interface Props {
  field: FieldMetadata
  /** A rate is typed like this one. */
  like: FieldMetadata
  value: unknown
  disabled: boolean
  onChange(rates: PersonRate[]): void
}

export function PersonRates({ field, like, value, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const { Input } = twinOf(like)
  const people = recordsOf(useList('users', { sort: 'name', fields: ['id', 'name', 'is_active'], limit: 500 }).data)
  // As the server answers them, or as they were changed here.
  const rates = Array.isArray(value) ? (value as PersonRate[]) : []
  const nameOf = (person: string) => String(people.find(({ id }) => id === person)?.name ?? '…')
  const free = people.filter(({ id, is_active: isActive }) => isActive === true && !rates.some(({ person }) => person === id))
  return (
    <div className={styles.rates} role="group" aria-label={labelOf(field.label)}>
      <p className={styles.head}>{labelOf(field.label)}</p>
      {field.hint && <p className={styles.hint}>{labelOf(field.hint)}</p>}
      {rates.map(({ person, rate }, at) => (
        <div key={person} className={styles.rate}>
          <span>{nameOf(person)}</span>
          <Input id={`${id}-${person}`} field={like} value={rate} disabled={disabled} label={t('insight.rate_of', { name: nameOf(person) })} onChange={(given) => onChange(rates.with(at, { person, rate: String(given ?? '0') }))} />
          <Button type="text" icon={<CloseOutlined aria-hidden />} disabled={disabled} aria-label={t('insight.no_rate_of', { name: nameOf(person) })} onClick={() => onChange(rates.toSpliced(at, 1))} />
        </div>
      ))}
      {!disabled && (
        <Select<string> className={styles.add} value={null} placeholder={t('insight.add_rate')} aria-label={t('insight.add_rate')} showSearch={{ optionFilterProp: 'label' }} options={free.map(({ id, name }) => ({ value: id, label: String(name) }))} onChange={(person) => onChange([...rates, { person, rate: '0' }])} />
      )}
    </div>
  )
}
