import { Input as TextInput } from 'antd'

import styles from './fields.module.css'
import { filterBy } from './operand.tsx'
import { text, textOf } from './text.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

function Input({ field, value, onChange, id, autoFocus, disabled, invalid, describedBy, label }: InputProps) {
  return (
    <TextInput.TextArea
      id={id}
      value={textOf(value)}
      onChange={(event) => onChange(event.target.value || null)}
      autoSize={{ minRows: 3, maxRows: 12 }}
      maxLength={field.max_length}
      autoFocus={autoFocus}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
    />
  )
}

/** Shown as text with its line breaks, never as HTML. */
function Cell({ value, dense }: CellProps) {
  const content = textOf(value)
  if (!content) return null
  return <span className={dense ? styles.cut : styles.lines}>{content}</span>
}

export const richText: FieldTwin = { Input, Cell, Filter: filterBy(text.Input), width: 260, isWide: true, isLarge: true, isProse: true, firstOperator: 'contains' }
