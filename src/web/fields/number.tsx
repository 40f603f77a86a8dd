import { formatNumber } from '../kit/format.ts'
import styles from './fields.module.css'
import { NumberInput } from './number-input.tsx'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

function Input(props: InputProps) {
  return <NumberInput {...props} />
}

/** Without the zeros that a decimal is stored with: 4, not 4.000. */
function Cell({ value }: CellProps) {
  return <span className={styles.figure}>{formatNumber(value)}</span>
}

export const number: FieldTwin = { Input, Cell, Filter: filterBy(Input), align: 'right', width: 110, isAdded: true, isFact: true, firstOperator: 'gte' }
