import { Select } from 'antd'

import { ChoiceLabel, choiceOptions } from './choice-label.tsx'
import styles from './fields.module.css'
import { EmptyChoice } from './operand.tsx'

import type { CellProps, FieldTwin, FilterProps, InputProps } from './field-twin.ts'

function Input({ field, value, onChange, id, autoFocus, disabled, invalid, describedBy, label }: InputProps) {
  return (
    <Select
      id={id}
      className={styles.full}
      mode="multiple"
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={onChange}
      options={choiceOptions(field)}
      optionRender={(option) => <ChoiceLabel field={field} option={option.value} />}
      showSearch={{ optionFilterProp: 'label' }}
      maxTagCount="responsive"
      autoFocus={autoFocus}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
    />
  )
}

function Cell({ field, value, dense }: CellProps) {
  if (!Array.isArray(value)) return null
  return (
    <span className={dense ? styles.denseInline : styles.inline}>
      {value.map((option) => (
        <span key={String(option)} className={styles.tag}>
          <ChoiceLabel field={field} option={option} />
        </span>
      ))}
    </span>
  )
}

function Filter({ field, operator, value, onChange, id = '', label }: FilterProps) {
  if (operator === 'is_empty') return <EmptyChoice value={value} onChange={onChange} id={id} label={label} />
  return <Input field={field} id={id} value={value} onChange={onChange} label={label} />
}

export const choices: FieldTwin = { Input, Cell, Filter, width: 160, isLarge: true, firstOperator: 'in' }
