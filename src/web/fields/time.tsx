import { formatTime } from '../kit/format.ts'
import styles from './fields.module.css'
import { lazyInput } from './lazy-input.tsx'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin } from './field-twin.ts'

const Input = lazyInput(() => import('./time-input.tsx'))

function Cell({ value }: CellProps) {
  return <span className={styles.figure}>{formatTime(value)}</span>
}

export const time: FieldTwin = { Input, Cell, Filter: filterBy(Input), isPicked: true, width: 80 }
