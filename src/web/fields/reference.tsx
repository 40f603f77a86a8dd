import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../client/metadata.tsx'
import styles from './fields.module.css'
import { EmptyChoice } from './operand.tsx'
import { ReferenceSelect, referencesOf } from './reference-select.tsx'

import type { Reference } from '../client/records.ts'
import type { CellProps, FieldTwin, FilterProps, InputProps } from './field-twin.ts'

function Input(props: InputProps) {
  return <ReferenceSelect {...props} tellsAlong />
}

function Cell({ field, value, dense, isPlain }: CellProps) {
  const object = useObject(field.target)
  const [shown] = referencesOf(value)
  if (!shown) return null
  if (isUnseen(shown)) return <Unseen />
  const className = dense ? styles.cut : styles.wrap
  // People are named, not opened: their page belongs to administration.
  if (isPlain || !object || field.type === 'person') return <span className={className}>{shown.name}</span>
  return (
    <Link className={className} to={`/${object.path}/${shown.id}`}>
      {shown.name}
    </Link>
  )
}

/** Histories name what the reader may not see by its id alone: there is something, and that is all they are told. */
export function isUnseen({ id, name }: Reference): boolean {
  return id === name
}

export function Unseen() {
  const { t } = useTranslation()
  return <span className={styles.note}>{t('fields.unseen')}</span>
}

/** The operand is the id, or `@me` for whoever is signed in. */
function Filter({ field, operator, value, onChange, id = '', label }: FilterProps) {
  const { t } = useTranslation()
  const me = useMemo(() => (field.type === 'person' || field.target === 'user' ? [{ id: '@me', name: t('fields.me') }] : []), [field, t])
  if (operator === 'is_empty') return <EmptyChoice value={value} onChange={onChange} id={id} label={label} />
  const several = operator === 'in' || operator === 'nin'
  const shown = referencesOf(value).map((reference) => (reference.id === '@me' ? { id: '@me', name: t('fields.me') } : reference))
  const change = (chosen: unknown) => onChange(several ? referencesOf(chosen).map((reference) => reference.id) : referencesOf(chosen)[0]?.id)
  return <ReferenceSelect field={field} id={id} label={label} value={several ? shown : (shown[0] ?? null)} onChange={change} several={several} extra={me} />
}

export const reference: FieldTwin = { Input, Cell, Filter, width: 160, writable: (value) => referencesOf(value)[0]?.id ?? null, isPicked: true, isGrouped: true, isFact: true, firstOperator: 'eq' }
