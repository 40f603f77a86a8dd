import { formatPercent } from '../kit/format.ts'
import styles from './fields.module.css'
import { NumberInput } from './number-input.tsx'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

function Input(props: InputProps) {
  return <NumberInput {...props} suffix="%" />
}

function Cell({ field, value }: CellProps) {
  return <span className={styles.figure}>{formatPercent(value, field.scale)}</span>
}

export const percent: FieldTwin = { Input, Cell, Filter: filterBy(Input), align: 'right', width: 90, firstOperator: 'gte' }
