import { Rate } from 'antd'
import { useTranslation } from 'react-i18next'

import styles from './fields.module.css'
import { number } from './number.tsx'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

const highest = 5

function Input({ value, onChange, id, autoFocus, disabled }: InputProps) {
  return <Rate id={id} className={styles.rate} count={highest} value={typeof value === 'number' ? value : 0} onChange={(stars) => onChange(stars || null)} autoFocus={autoFocus} disabled={disabled} />
}

function Cell({ value }: CellProps) {
  const { t } = useTranslation()
  if (typeof value !== 'number') return null
  const stars = Math.max(0, Math.min(highest, Math.round(value)))
  return (
    <span className={styles.stars} role="img" aria-label={t('fields.stars', { count: stars, highest })}>
      {'★'.repeat(stars)}
      {'☆'.repeat(highest - stars)}
    </span>
  )
}

export const rating: FieldTwin = { Input, Cell, Filter: filterBy(number.Input), width: 140, isPicked: true, isGrouped: true, isFact: true, firstOperator: 'gte' }
