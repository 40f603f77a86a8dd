import { formatDate } from '../kit/format.ts'
import styles from './fields.module.css'
import { lazyInput } from './lazy-input.tsx'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin } from './field-twin.ts'

const Input = lazyInput(() => import('./date-input.tsx'))

function Cell({ value }: CellProps) {
  return <span className={styles.figure}>{formatDate(value)}</span>
}

export const date: FieldTwin = { Input, Cell, Filter: filterBy(Input), width: 110, isPicked: true, isFact: true, asksDays: true, isGrouped: true, moment: 'day', firstOperator: 'on', operandText: (operand) => formatDate(operand) }
