import styles from './fields.module.css'
import { referencesOf } from './reference-select.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

/** Files are attached on the record page; a form shows which one is there. */
function Input({ value, id }: InputProps) {
  return <output id={id}>{namesOf(value)}</output>
}

function Cell({ value, dense }: CellProps) {
  const names = namesOf(value)
  return names ? <span className={dense ? styles.cut : styles.wrap}>{names}</span> : null
}

function namesOf(value: unknown): string {
  return referencesOf(value)
    .map(({ name }) => name)
    .join(', ')
}

export const file: FieldTwin = { Input, Cell, width: 160, isLarge: true }
