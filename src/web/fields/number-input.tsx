/** The input behind number, money, percent and duration. */
import { InputNumber } from 'antd'

import styles from './fields.module.css'

import type { ReactNode } from 'react'
import type { InputProps } from './field-twin.ts'

interface Options {
  /** Keeps every digit: gives a decimal string instead of a number. */
  isExact?: boolean
  prefix?: ReactNode
  suffix?: ReactNode
  min?: number
}

export function NumberInput({ value, onChange, id, autoFocus, disabled, invalid, describedBy, label, isExact, prefix, suffix, min }: InputProps & Options) {
  const shown = typeof value === 'number' || typeof value === 'string' ? String(value) : null
  // The component library works on text here, so that nothing is rounded on the way.
  const change = (given: string | number | null) => onChange(given === null || given === '' ? null : isExact ? String(given) : Number(given))
  return (
    <InputNumber<string>
      id={id}
      className={styles.full}
      stringMode
      value={shown}
      onChange={change}
      prefix={prefix}
      suffix={suffix}
      min={min === undefined ? undefined : String(min)}
      controls={false}
      inputMode="decimal"
      autoFocus={autoFocus}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
    />
  )
}
