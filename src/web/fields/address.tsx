import { formatAddress } from '../kit/format.ts'
import { addressesOf } from './addresses.ts'
import { lazyInput } from './lazy-input.tsx'
import styles from './fields.module.css'
import { filterBy } from './operand.tsx'
import { text, textOf } from './text.tsx'

import type { CellProps, FieldTwin } from './field-twin.ts'

const Input = lazyInput(() => import('./address-input.tsx'))

function Cell({ value, dense }: CellProps) {
  const addresses = addressesOf(value)
  if (addresses.length === 0) return null
  if (dense) return <span className={styles.cut}>{addresses.map(formatAddress).join('; ')}</span>
  return (
    <ul className={styles.list}>
      {addresses.map((address, index) => (
        <li key={index} className={styles.wrap}>
          {textOf(address.label) && <span className={styles.note}>{textOf(address.label)} </span>}
          {formatAddress(address)}
          {textOf(address.postal_code) && <span className={styles.note}> {textOf(address.postal_code)}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Addresses of which only the country is known were not filled in, and are not written. */
function writable(value: unknown): unknown {
  const filled = addressesOf(value).filter((address) => Object.entries(address).some(([name, part]) => name !== 'country' && textOf(part) !== ''))
  return Array.isArray(value) ? filled : (filled[0] ?? null)
}

export const address: FieldTwin = { Input, Cell, Filter: filterBy(text.Input), width: 200, isWide: true, writable, isLarge: true, firstOperator: 'contains' }
