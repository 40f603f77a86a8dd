import { useTranslation } from 'react-i18next'

import styles from './fields.module.css'
import { filterBy } from './operand.tsx'
import { text, textOf } from './text.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

/** Given by the system when the record is saved. */
function Input({ value, id }: InputProps) {
  const { t } = useTranslation()
  return (
    <output id={id} className={textOf(value) ? styles.figure : styles.note}>
      {textOf(value) || t('fields.given_on_save')}
    </output>
  )
}

function Cell({ value, dense }: CellProps) {
  return <span className={`${styles.figure} ${dense ? styles.cut : ''}`}>{textOf(value)}</span>
}

export const sequence: FieldTwin = { Input, Cell, Filter: filterBy(text.Input), width: 140, isIdentity: true, firstOperator: 'contains' }
