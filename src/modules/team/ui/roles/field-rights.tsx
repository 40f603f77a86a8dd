/** What the role may do with each field of an object. */
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../../web/client/metadata.tsx'
import { fieldRights, grantOf, withField } from './grants-model.ts'
import styles from './roles.module.css'

import type { Grants } from '../../../../kernel/access/actor.ts'
import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'

interface Props {
  object: ObjectMetadata
  grants: Grants
  saved: Grants
  disabled: boolean
  onChange(grants: Grants): void
}

const systemFields = new Set(['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by'])

export function FieldRights({ object, grants, saved, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const rights = grantOf(grants, object.name).fields ?? {}
  const before = grantOf(saved, object.name).fields ?? {}
  const fields = object.fields.filter((field) => !systemFields.has(field.name))
  return (
    <div className={styles.fieldBox}>
      <p className={styles.note}>{t('team.role.fields_hint')}</p>
      <ul className={styles.fieldList} aria-label={t('team.role.fields_of', { object: labelOf(object.label) })}>
        {fields.map((field) => {
          const right = rights[field.name] ?? 'write'
          return (
            <li key={field.name} className={styles.fieldRow}>
              <label className={styles.cell} data-changed={right !== (before[field.name] ?? 'write') || undefined}>
                <span className={styles.fieldName}>{labelOf(field.label)}</span>
                <select
                  className={styles.select}
                  data-right={right}
                  value={right}
                  disabled={disabled}
                  onChange={(event) => {
                    const chosen = fieldRights.find((each) => each === event.target.value)
                    if (chosen) onChange(withField(grants, object.name, field.name, chosen))
                  }}
                >
                  {fieldRights.toReversed().map((each) => (
                    <option key={each} value={each}>
                      {t(`team.field_right.${each}`)}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
