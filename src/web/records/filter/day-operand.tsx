/** A day in a filter: a word that moves along (`this month`), or a day of the calendar. */
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { fieldTwins, twinOf } from '../../fields/index.ts'
import { today } from '../../kit/format.ts'
import { dayWords } from './filter-words.ts'
import styles from './filter.module.css'

import type { Operator } from '../../../kernel/definitions/field.ts'
import type { FieldMetadata } from '../../client/metadata.tsx'

interface Props {
  field: FieldMetadata
  operator: Operator
  value: unknown
  onChange(value: unknown): void
  id: string
  label: string
}

/** Questions about times are asked by days as well: nobody filters by the second. */
export function isDayQuestion(field: FieldMetadata, operator: Operator): boolean {
  return twinOf(field).asksDays === true && ['eq', 'ne', 'on', 'gt', 'gte', 'lt', 'lte', 'between'].includes(operator)
}

export function DayOperand({ field, operator, value, onChange, id, label }: Props) {
  if (operator !== 'between') return <OneDay field={field} value={value} onChange={onChange} id={id} label={label} />
  const [from, to]: unknown[] = Array.isArray(value) ? value : [undefined, undefined]
  return (
    <span className={styles.pair}>
      <PlainDay field={field} value={from} onChange={(day) => onChange([day, to])} id={id} label={label} />
      <span aria-hidden="true">–</span>
      <PlainDay field={field} value={to} onChange={(day) => onChange([from, day])} id={`${id}-to`} label={label} />
    </span>
  )
}

function OneDay({ field, value, onChange, id, label }: Omit<Props, 'operator'>) {
  const { t } = useTranslation()
  const isWord = dayWords.some((word) => word === value)
  const options = [{ value: 'day', label: t('filter.a_day') }, ...dayWords.map((word) => ({ value: word as string, label: t(`filter.days.${word}`) }))]
  return (
    <span className={styles.pair}>
      <Select id={id} aria-label={label} value={isWord ? String(value) : 'day'} options={options} popupMatchSelectWidth={false} onChange={(chosen) => onChange(chosen === 'day' ? today() : chosen)} />
      {!isWord && <PlainDay field={field} value={value} onChange={onChange} id={`${id}-day`} label={label} />}
    </span>
  )
}

function PlainDay({ field, value, onChange, id, label }: Omit<Props, 'operator'>) {
  const { Input } = fieldTwins.date
  const day = typeof value === 'string' ? value.slice(0, 10) : undefined
  return <Input field={field} value={day} onChange={onChange} id={id} label={label} />
}
