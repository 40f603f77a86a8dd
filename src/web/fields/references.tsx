import { Link } from 'react-router'

import { useObject } from '../client/metadata.tsx'
import styles from './fields.module.css'
import { reference } from './reference.tsx'
import { ReferenceSelect, referencesOf } from './reference-select.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

function Input(props: InputProps) {
  return <ReferenceSelect {...props} several />
}

function Cell({ field, value, dense, isPlain }: CellProps) {
  const object = useObject(field.target)
  return (
    <span className={dense ? styles.denseInline : styles.inline}>
      {referencesOf(value).map(({ id, name }) => (
        <span key={id} className={styles.tag}>
          {object && !isPlain && field.target !== 'user' ? <Link to={`/${object.path}/${id}`}>{name}</Link> : name}
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
