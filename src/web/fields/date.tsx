import { formatDate, today } from '../kit/format.ts'
import { DaysLate } from './days-late.tsx'
import styles from './fields.module.css'
import { lazyInput } from './lazy-input.tsx'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin } from './field-twin.ts'

const Input = lazyInput(() => import('./date-input.tsx'))

function Cell({ field, value, record }: CellProps) {
  const { late_when: waits } = field
  return (
    <span className={styles.figure}>
      {formatDate(value)} {waits && record && waits.in.includes(String(record[waits.field])) && <DaysLate due={value} on={today()} />}
    </span>
  )
}

export const date: FieldTwin = { Input, Cell, Filter: filterBy(Input), width: 110, isPicked: true, isFact: true, asksDays: true, isGrouped: true, moment: 'day', firstOperator: 'on', operandText: (operand) => formatDate(operand) }
