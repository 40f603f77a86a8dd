import { formatNumber } from '../kit/format.ts'
import styles from './fields.module.css'
import { number } from './number.tsx'
import { filterBy } from './operand.tsx'
import { text } from './text.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

/** Computed by the system: shown where others are asked. */
function Input({ field, value, id }: InputProps) {
  return (
    <output id={id}>
      <Cell field={field} value={value} />
    </output>
  )
}

function Cell({ field, value, dense }: CellProps) {
  if (typeof value === 'number') return <span className={styles.figure}>{formatNumber(value, field.scale)}</span>
  return <text.Cell field={field} value={value} dense={dense} />
}

export const formula: FieldTwin = { Input, Cell, Filter: filterBy(number.Input), width: 120 }
