import { EditOutlined, EyeOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { useOthers } from '../../client/presence.ts'
import styles from './record.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { Other } from '../../client/presence.ts'

/** Who else is at this record now. */
export function Others({ object, id }: { object: ObjectMetadata; id: string }) {
  const { t } = useTranslation()
  const others = useOthers(object, id)
  const words = ({ name, is_editing: isEditing, field: fieldName }: Other) => {
    const field = object.fields.find((each) => each.name === fieldName)
    if (!isEditing) return t('record.also_looks', { name })
    return field ? t('record.edits_field', { name, field: labelOf(field.label) }) : t('record.edits', { name })
  }
  return (
    <p role="status" aria-label={t('record.others')} className={styles.others}>
      {others.map((other) => (
        <span key={other.id} className={other.is_editing ? styles.editor : styles.looker}>
          {other.is_editing ? <EditOutlined aria-hidden /> : <EyeOutlined aria-hidden />} {words(other)}
        </span>
      ))}
    </p>
  )
}
