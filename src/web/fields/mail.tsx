import styles from './fields.module.css'
import { filledLines, ManyTexts } from './many-texts.tsx'
import { filterBy } from './operand.tsx'
import { text, textOf } from './text.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

function Input(props: InputProps) {
  return <ManyTexts {...props} type="email" />
}

function Cell({ value, dense }: CellProps) {
  const addresses = (Array.isArray(value) ? value : [value]).map(textOf).filter(Boolean)
  const [first] = addresses
  if (!first) return null
  if (dense) return <span className={styles.cut}>{addresses.join(', ')}</span>
  return (
    <ul className={styles.list}>
      {addresses.map((address) => (
        <li key={address}>
          <a className={styles.wrap} href={`mailto:${encodeURIComponent(address).replace('%40', '@')}`}>
            {address}
          </a>
        </li>
      ))}
    </ul>
  )
}

export const mail: FieldTwin = { Input, Cell, Filter: filterBy(text.Input), width: 180, writable: filledLines, firstOperator: 'contains' }
