import { Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'

import { EmptyChoice } from './operand.tsx'
import styles from './fields.module.css'

import type { CellProps, FieldTwin, FilterProps, InputProps } from './field-twin.ts'

function Input({ value, onChange, id, autoFocus, disabled, describedBy, label }: InputProps) {
  return <Switch id={id} checked={value === true} onChange={onChange} autoFocus={autoFocus} disabled={disabled} aria-describedby={describedBy} aria-label={label} />
}

function Cell({ value }: CellProps) {
  const { t } = useTranslation()
  if (typeof value !== 'boolean') return null
  return <span className={value ? undefined : styles.note}>{value ? t('fields.yes') : t('fields.no')}</span>
}

function Filter({ operator, value, onChange, id = '', label }: FilterProps) {
  const { t } = useTranslation()
  if (operator === 'is_empty') return <EmptyChoice value={value} onChange={onChange} id={id} label={label} />
  const options = [
    { value: true, label: t('fields.yes') },
    { value: false, label: t('fields.no') },
  ]
  return <Select id={id} aria-label={label} className={styles.full} value={typeof value === 'boolean' ? value : undefined} options={options} onChange={onChange} />
}

export const boolean: FieldTwin = { Input, Cell, Filter, width: 80, isPicked: true, isGrouped: true, firstOperator: 'eq', firstOperand: true }
