/** Filters from inputs: `between` asks twice, `in` several times, `is_empty` yes or no, spans by a choice. */
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

import styles from './fields.module.css'

import type { ComponentType } from 'react'
import type { FilterProps, InputProps } from './field-twin.ts'

/** The filter of a type whose operand is one value of the same input. */
export function filterBy(Input: ComponentType<InputProps>, options: { single?: (field: InputProps['field']) => InputProps['field'] } = {}): ComponentType<FilterProps> {
  return function Filter({ field, operator, value, onChange, id = '', label }) {
    const asked = options.single ? options.single(field) : field
    const shared = { field: asked, id, label }
    if (operator === 'is_empty') return <EmptyChoice value={value} onChange={onChange} id={id} label={label} />
    if (operator === 'in_last' || operator === 'in_next') return <SpanChoice value={value} onChange={onChange} id={id} label={label} />
    if (operator === 'in' || operator === 'nin') return <SeveralTexts value={value} onChange={onChange} id={id} label={label} />
    if (operator !== 'between') return <Input {...shared} value={value} onChange={onChange} />
    const [from, to] = Array.isArray(value) ? (value as unknown[]) : [undefined, undefined]
    return (
      <span className={styles.pair}>
        <Input {...shared} value={from} onChange={(chosen) => onChange([chosen, to])} />
        <span aria-hidden="true">–</span>
        <Input {...shared} id={`${id}-to`} value={to} onChange={(chosen) => onChange([from, chosen])} />
      </span>
    )
  }
}

interface ChoiceProps {
  value: unknown
  onChange(value: unknown): void
  id: string
  label?: string
}

export function EmptyChoice({ value, onChange, id, label }: ChoiceProps) {
  const { t } = useTranslation()
  const options = [
    { value: true, label: t('fields.is_empty') },
    { value: false, label: t('fields.is_filled') },
  ]
  return <Select id={id} aria-label={label} className={styles.full} value={value !== false} options={options} onChange={onChange} />
}

function SpanChoice({ value, onChange, id, label }: ChoiceProps) {
  const { t } = useTranslation()
  const spans = ['1d', '7d', '14d', '30d', '90d', '180d', '365d']
  const known = typeof value === 'string' && !spans.includes(value) ? [...spans, value] : spans
  const options = known.map((span) => ({ value: span, label: t('fields.span_days', { count: Number.parseInt(span, 10) }) }))
  return <Select id={id} aria-label={label} className={styles.full} value={typeof value === 'string' ? value : undefined} options={options} onChange={onChange} />
}

function SeveralTexts({ value, onChange, id, label }: ChoiceProps) {
  const texts = Array.isArray(value) ? value.map(String) : []
  return <Select id={id} aria-label={label} className={styles.full} mode="tags" open={false} suffixIcon={null} value={texts} onChange={onChange} tokenSeparators={[',', '，', ';', '\n']} />
}
