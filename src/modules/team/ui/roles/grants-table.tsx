/** Objects by verbs. What an object does not say itself is said by the first row. */
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../../web/client/metadata.tsx'
import { walkGrants } from './grants-keys.ts'
import { everythingElse, scopes, verbs, withColumn } from './grants-model.ts'
import { GrantsRow } from './grants-row.tsx'
import { scopeWord } from './role-words.ts'
import styles from './roles.module.css'

import type { Grants, Verb } from '../../../../kernel/access/actor.ts'
import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'

interface Props {
  grants: Grants
  saved: Grants
  /** Those that passed the filter. */
  objects: ObjectMetadata[]
  showsOthers: boolean
  disabled: boolean
  onChange(grants: Grants): void
}

export function GrantsTable({ grants, saved, objects, showsOthers, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const { modules } = useMetadata()
  const groups = modules.map((module) => ({ module, those: objects.filter((object) => object.module === module.name) })).filter(({ those }) => those.length > 0)
  const names = [...(showsOthers ? [everythingElse] : []), ...objects.map(({ name }) => name)]
  const shared = { grants, saved, disabled, onChange }
  return (
    <table className={styles.table} onKeyDown={walkGrants}>
      <caption className="visually-hidden">{t('team.role.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('team.role.object')}</th>
          {verbs.map((verb) => (
            <th key={verb} scope="col">
              <span className={styles.head}>
                {t(`team.verb.${verb}`)}
                {!disabled && <ColumnSetter verb={verb} onChoose={(scope) => onChange(withColumn(grants, names, verb, scope))} />}
              </span>
            </th>
          ))}
          <th scope="col" title={t('team.role.pool_hint')}>{t('team.role.pool')}</th>
          <th scope="col">{t('team.role.fields')}</th>
        </tr>
      </thead>
      {showsOthers && (
        <tbody>
          <GrantsRow {...shared} name={everythingElse} label={t('team.role.everything_else')} />
        </tbody>
      )}
      {groups.map(({ module, those }) => (
        <tbody key={module.name}>
          <tr className={styles.module}>
            <th scope="rowgroup" colSpan={verbs.length + 3}>
              {labelOf(module.label)}
            </th>
          </tr>
          {those.map((object) => (
            <GrantsRow key={object.name} {...shared} name={object.name} label={labelOf(object.label)} object={object} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** Sets the verb of every row that is shown. */
function ColumnSetter({ verb, onChoose }: { verb: Verb; onChoose(scope: (typeof scopes)[number]): void }) {
  const { t } = useTranslation()
  const label = t('team.role.set_column', { verb: t(`team.verb.${verb}`) })
  return (
    <select
      className={styles.column}
      value=""
      aria-label={label}
      title={label}
      onChange={(event) => {
        const chosen = scopes.find((scope) => scope === event.target.value)
        if (chosen) onChoose(chosen)
      }}
    >
      <option value="" disabled hidden>
        ▾
      </option>
      {scopes.map((scope) => (
        <option key={scope} value={scope}>
          {scopeWord(scope, 'owner')}
        </option>
      ))}
    </select>
  )
}
