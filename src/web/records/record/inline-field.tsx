import { EditOutlined } from '@ant-design/icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import { FieldEditor } from '../field-editor.tsx'
import { isEmpty } from '../empty-value.ts'
import { ValueCell } from './value-cell.tsx'
import styles from './record.module.css'

import type { FieldMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

interface Props {
  /** Name of the object whose record it is. */
  object: string
  field: FieldMetadata
  record: RecordData
  canChange: boolean
  isEditing: boolean
  onEdit(): void
  onClose(next?: 'next' | 'previous'): void
  onSave(value: unknown, base: RecordData): Promise<void>
}

/** A label and its value; a double click, or the pen, edits it there. */
export function InlineField({ object, field, record, canChange, isEditing, onEdit, onClose, onSave }: Props) {
  const { t } = useTranslation()
  const twin = twinOf(field)
  const value = record[field.name]
  const pen = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(isEditing)
  useEffect(() => {
    // The focus comes back to where the editing began.
    if (wasEditing.current && !isEditing && document.activeElement === document.body) pen.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])
  const label = labelOf(field.label)
  return (
    <div className={`${styles.field} ${twin.isWide ? styles.wideField : ''}`}>
      <dt title={field.hint && labelOf(field.hint)}>{label}</dt>
      <dd onDoubleClick={() => canChange && !isEditing && onEdit()}>
        {isEditing ? (
          <FieldEditor field={field} value={value} record={record} onSave={onSave} onClose={onClose} />
        ) : (
          <>
            <span className={styles.value}>{isEmpty(value) ? <span className={styles.none}>—</span> : <ValueCell object={object} field={field} value={value} record={record} />}</span>
            {canChange && (
              <button ref={pen} type="button" className={styles.pen} aria-label={t('record.edit_field', { field: label })} onClick={onEdit}>
                <EditOutlined aria-hidden />
              </button>
            )}
          </>
        )}
      </dd>
    </div>
  )
}
