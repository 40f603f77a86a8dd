import { useTranslation } from 'react-i18next'

import { formatDuration } from '../kit/format.ts'
import styles from './fields.module.css'
import { NumberInput } from './number-input.tsx'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

/** Stored and asked in minutes. */
function Input(props: InputProps) {
  const { t } = useTranslation()
  return <NumberInput {...props} min={0} suffix={t('fields.minutes')} />
}

function Cell({ value }: CellProps) {
  return <span className={styles.figure}>{formatDuration(value)}</span>
}

export const duration: FieldTwin = { Input, Cell, Filter: filterBy(Input), align: 'right', width: 100, isAdded: true, isFact: true, firstOperator: 'gte' }
