import { Link } from 'react-router'

import { useObject } from '../client/metadata.tsx'
import styles from './fields.module.css'
import { isUnseen, reference, Unseen } from './reference.tsx'
import { ReferenceSelect, referencesOf } from './reference-select.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

function Input(props: InputProps) {
  return <ReferenceSelect {...props} several />
}

function Cell({ field, value, dense, isPlain }: CellProps) {
  const object = useObject(field.target)
  return (
    <span className={dense ? styles.denseInline : styles.inline}>
      {referencesOf(value).map((shown) => (
        <span key={shown.id} className={styles.tag}>
          {isUnseen(shown) ? <Unseen /> : object && !isPlain && field.target !== 'user' ? <Link to={`/${object.path}/${shown.id}`}>{shown.name}</Link> : shown.name}
        </span>
      ))}
    </span>
  )
}

export const references: FieldTwin = {
  Input,
  Cell,
  Filter: reference.Filter,
  width: 160,
  writable: (value) => referencesOf(value).map(({ id }) => id),
  isLarge: true,
  isFact: true,
  firstOperator: 'in',
}
