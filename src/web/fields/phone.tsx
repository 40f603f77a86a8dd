import { formatPhone } from '../kit/format.ts'
import styles from './fields.module.css'
import { filledLines, ManyTexts } from './many-texts.tsx'
import { filterBy } from './operand.tsx'
import { text, textOf } from './text.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

function Input(props: InputProps) {
  return <ManyTexts {...props} type="tel" show={(value) => formatPhone(value) || textOf(value)} />
}

function Cell({ value, dense }: CellProps) {
  const phones = (Array.isArray(value) ? value : [value]).map(textOf).filter(Boolean)
  const [first] = phones
  if (!first) return null
  if (dense) return <span className={`${styles.cut} ${styles.figure}`}>{phones.map(formatPhone).join(', ')}</span>
  return (
    <ul className={styles.list}>
      {phones.map((number) => (
        <li key={number}>
          <a className={styles.figure} href={`tel:${number}`}>
            {formatPhone(number)}
          </a>
        </li>
      ))}
    </ul>
  )
}

export const phone: FieldTwin = { Input, Cell, Filter: filterBy(text.Input), width: 140, writable: filledLines, firstOperator: 'contains' }
