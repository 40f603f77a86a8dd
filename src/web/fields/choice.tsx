import { Select } from 'antd'

import { ChoiceLabel, choiceOptions } from './choice-label.tsx'
import { choices } from './choices.tsx'
import styles from './fields.module.css'
import { EmptyChoice } from './operand.tsx'

import type { CellProps, FieldTwin, FilterProps, InputProps } from './field-twin.ts'

function Input({ field, value, onChange, id, autoFocus, disabled, invalid, describedBy, label, startsOpen }: InputProps) {
  return (
    <Select
      id={id}
      className={styles.full}
      value={typeof value === 'string' ? value : undefined}
      onChange={(chosen) => onChange(chosen ?? null)}
      options={choiceOptions(field)}
      optionRender={(option) => <ChoiceLabel field={field} option={option.value} />}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!field.required}
      // In a narrow cell the words are still read whole.
      popupMatchSelectWidth={160}
      autoFocus={autoFocus}
      defaultOpen={startsOpen}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
    />
  )
}

function Cell({ field, value }: CellProps) {
  return typeof value === 'string' && value ? <ChoiceLabel field={field} option={value} /> : null
}

function Filter({ field, operator, value, onChange, id = '', label }: FilterProps) {
  if (operator === 'is_empty') return <EmptyChoice value={value} onChange={onChange} id={id} label={label} />
  const several = operator === 'in' || operator === 'nin'
  const Asked = several ? choices.Input : Input
  return <Asked field={field} id={id} value={value} onChange={onChange} label={label} />
}

export const choice: FieldTwin = { Input, Cell, Filter, width: 110, isPicked: true, isState: true, isGrouped: true, firstOperator: 'in' }
