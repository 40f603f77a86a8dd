/** One object of the table; its fields unfold below it. */
import { CloseOutlined, DownOutlined, RightOutlined } from '@ant-design/icons'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { everythingElse, following, hasOwnRights, grantOf, scopeIn, verbs, withScope, withUnowned } from './grants-model.ts'
import { FieldRights } from './field-rights.tsx'
import { ScopeSelect } from './scope-select.tsx'
import styles from './roles.module.css'

import type { Grants } from '../../../../kernel/access/actor.ts'
import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'

interface Props {
  name: string
  label: string
  /** None for `*`. */
  object?: ObjectMetadata
  grants: Grants
  saved: Grants
  disabled: boolean
  onChange(grants: Grants): void
}

export function GrantsRow({ name, label, object, grants, saved, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [isUnfolded, setIsUnfolded] = useState(false)
  const isOthers = name === everythingElse
  const isFollowing = !isOthers && !hasOwnRights(grants, name)
  const reach = object?.reach ?? 'owner'
  const grant = grantOf(grants, name)
  const restricted = Object.keys(grant.fields ?? {}).length
  const pool = { value: grant.unowned === true, isChanged: (grant.unowned === true) !== (grantOf(saved, name).unowned === true) }
  return (
    <>
      <tr className={isOthers ? styles.others : undefined} data-following={isFollowing || undefined}>
        <th scope="row">
          <span className={styles.objectName}>
            {label}
            {!isOthers && !isFollowing && !disabled && (
              <button type="button" className={styles.follow} onClick={() => onChange(following(grants, name))} aria-label={t('team.role.follow', { object: label })} title={t('team.role.follow', { object: label })}>
                <CloseOutlined aria-hidden />
              </button>
            )}
          </span>
        </th>
        {verbs.map((verb) => (
          <td key={verb} data-label={t(`team.verb.${verb}`)}>
            {verb === 'import' && object && !takesFiles(object) ? null : (
              <ScopeSelect
                value={scopeIn(grants, name, verb)}
                onChange={(scope) => onChange(withScope(grants, name, verb, scope))}
                label={`${label} ${t(`team.verb.${verb}`)}`}
                reach={reach}
                isFollowing={isFollowing}
                isChanged={scopeIn(grants, name, verb) !== scopeIn(saved, name, verb)}
                disabled={disabled}
              />
            )}
          </td>
        ))}
        <td data-label={t('team.role.pool')}>
          {reach === 'owner' && (
            <span className={styles.cell} data-changed={pool.isChanged || undefined}>
              <input type="checkbox" className={styles.box} checked={pool.value} disabled={disabled} aria-label={`${label} ${t('team.role.pool')}`} onChange={(event) => onChange(withUnowned(grants, name, event.target.checked))} />
            </span>
          )}
        </td>
        <td data-label={t('team.role.fields')}>
          {object && (
            <button type="button" className={styles.unfold} aria-expanded={isUnfolded} aria-controls={id} onClick={() => setIsUnfolded((before) => !before)} aria-label={`${label} ${t('team.role.fields')}`}>
              {isUnfolded ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
              {restricted > 0 ? t('team.role.restricted', { count: restricted }) : t('team.role.all_fields')}
            </button>
          )}
        </td>
      </tr>
      {object && isUnfolded && (
        <tr id={id} className={styles.unfolded}>
          <td colSpan={verbs.length + 3}>
            <FieldRights object={object} grants={grants} saved={saved} disabled={disabled} onChange={onChange} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Rows that are only ever added by the program are not for files; everything else that can be created may be imported. */
function takesFiles(object: ObjectMetadata): boolean {
  return !object.is_append_only || object.can.import
}
