import { Input as TextInput } from 'antd'

import { formatPhone } from '../kit/format.ts'
import styles from './fields.module.css'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

function Input({ field, value, onChange, id, autoFocus, disabled, invalid, describedBy, label }: InputProps) {
  return (
    <TextInput
      id={id}
      value={textOf(value)}
      onChange={(event) => onChange(event.target.value || null)}
      maxLength={field.max_length}
      autoFocus={autoFocus}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
      autoComplete="off"
    />
  )
}

function Cell({ value, dense, isPlain }: CellProps) {
  const text = textOf(value)
  if (!text) return null
  const className = dense ? styles.cut : styles.wrap
  // Only addresses of the web become links: anything else could be a script.
  if (!isPlain && /^https?:\/\/\S+$/i.test(text)) {
    return (
      <a className={className} href={text} target="_blank" rel="noreferrer noopener">
        {text}
      </a>
    )
  }
  // A number as it is dialled anywhere is read in groups, and called by a touch.
  if (/^\+\d{7,15}$/.test(text)) {
    const shown = <span className={`${className} ${styles.figure}`}>{formatPhone(text)}</span>
    return dense || isPlain ? shown : <a href={`tel:${text}`}>{shown}</a>
  }
  return (
    <span className={className} title={dense ? text : undefined}>
      {text}
    </span>
  )
}

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export const text: FieldTwin = { Input, Cell, Filter: filterBy(Input), width: 180, isFact: true, firstOperator: 'contains' }
