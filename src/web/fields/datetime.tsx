import { formatDate, formatDateTime, timeAgo } from '../kit/format.ts'
import { date } from './date.tsx'
import styles from './fields.module.css'
import { lazyInput } from './lazy-input.tsx'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin } from './field-twin.ts'

const Input = lazyInput(() => import('./datetime-input.tsx'))

function Cell({ value, dense }: CellProps) {
  const whole = formatDateTime(value)
  if (!whole) return null
  return (
    <time className={styles.figure} dateTime={String(value)} title={whole}>
      {dense ? timeAgo(value) : whole}
    </time>
  )
}

/** People filter by days: the server reads a day as that day in the time zone of the workspace. */
export const datetime: FieldTwin = { Input, Cell, Filter: filterBy(date.Input), width: 130, isPicked: true, asksDays: true, isGrouped: true, moment: 'instant', firstOperator: 'in_last', operandText: (operand) => (operand.length === 10 ? formatDate(operand) : formatDateTime(operand)) }
