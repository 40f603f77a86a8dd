import { useTranslation } from 'react-i18next'

import styles from './fields.module.css'
import { lazyInput } from './lazy-input.tsx'
import { number } from './number.tsx'
import { filterBy } from './operand.tsx'
import { highest } from './stars.ts'

import type { CellProps, FieldTwin } from './field-twin.ts'

const Input = lazyInput(() => import('./rating-input.tsx'))

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
