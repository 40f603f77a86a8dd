/** Changes in words: the field, what it was, what it is. */
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { isEmpty } from '../empty-value.ts'
import { ValueCell } from './value-cell.tsx'
import styles from './record.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'

export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

/** `created`, `updated`, ... out of `customers.customer.updated`. */
export function verbOf(kind: string): string {
  return kind.split('.').at(-1) ?? kind
}

/** So many lines before "and more". */
const most = 8

/** `isInline`: beside one another, for records that are new and have no before. */
export function ChangeList({ object, changes, isShort, isInline }: { object: ObjectMetadata | undefined; changes: FieldChange[]; isShort?: boolean; isInline?: boolean }) {
  const { t } = useTranslation()
  const placed = new Map(object?.panels.flatMap(({ fields }) => fields).map((name, place) => [name, place]))
  const isHanging = object !== undefined && namesItsRecord(object)
  const known = changes.flatMap((change) => {
    if (isHanging && (change.field === 'object' || change.field === 'record')) return []
    const field = object?.fields.find((each) => each.name === change.field)
    // What the program keeps for itself in no panel, such as stamps of steps, is said by what changed along with it.
    const isKept = changes.length > 1 && field?.parts !== undefined && field.readonly && !placed.has(field.name)
    return field && !isKept && !(isEmpty(change.before) && isEmpty(change.after)) ? [{ ...change, field }] : []
  })
  if (known.length === 0) return null
  // As on the page itself: the title first, then panel by panel. The log keeps them in no order.
  const placeOf = (name: string) => (name === object?.title ? -1 : (placed.get(name) ?? placed.size))
  known.sort((a, b) => placeOf(a.field.name) - placeOf(b.field.name))
  const shown = isShort ? known.slice(0, most) : known
  return (
    <ul className={isInline ? styles.inlineChanges : styles.changes}>
      {shown.map((change) => (
        <li key={change.field.name}>
          <span className={styles.changeField}>{labelOf(change.field.label)}</span>
          {!isEmpty(change.before) && (
            <>
              <del className={styles.before} aria-label={t('record.before')}>
                <ValueCell object={object?.name} field={change.field} value={change.before} dense />
              </del>
              <span aria-hidden="true"> → </span>
            </>
          )}
          <ins className={styles.after} aria-label={t('record.after')}>
            {isEmpty(change.after) ? t('record.emptied') : <ValueCell object={object?.name} field={change.field} value={change.after} dense />}
          </ins>
        </li>
      ))}
      {known.length > shown.length && <li className={styles.none}>{t('record.more_changes', { count: known.length - shown.length })}</li>}
    </ul>
  )
}

/** What hangs on any record names it by key and id, which say nothing to people: it is read where it hangs. */
function namesItsRecord({ fields }: ObjectMetadata): boolean {
  return ['object', 'record'].every((name) => fields.some((field) => field.name === name))
}
