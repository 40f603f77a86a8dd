/** What a person may do: the rights of all roles together, and which role gives each. */
import { Switch } from 'antd'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { ErrorState, SkeletonLines } from '../../../web/kit/states.tsx'
import { hasOwnRights, unionOf, verbs } from './roles/grants-model.ts'
import { scopeWord } from './roles/role-words.ts'
import { roleName, roleOf, rolesPath } from './roles/role.ts'
import styles from './person-rights.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { Role } from './roles/role.ts'

export function PersonRights({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const [showsAll, setShowsAll] = useState(false)
  const given = referencesOf(record.roles)
  const answers = useQueries({
    queries: given.map(({ id }) => ({ queryKey: keys.record(rolesPath, id), queryFn: ({ signal }: { signal: AbortSignal }) => api.get<RecordData>(`/${rolesPath}/${id}`, { signal }) })),
  })
  const failed = answers.find((answer) => answer.isError)
  const roles = answers.flatMap((answer) => (answer.data ? [roleOf(answer.data)] : []))
  // What the roles name is what they differ in; the rest follows "everything else".
  const shown = objects.filter((object) => showsAll || object.in_navigation || roles.some((role) => hasOwnRights(role.grants, object.name)))
  return (
    <Card
      title={t('team.rights.title')}
      action={
        <label className={styles.switch}>
          <Switch size="small" checked={showsAll} onChange={setShowsAll} />
          {t('team.rights.all_objects')}
        </label>
      }
    >
      {given.length === 0 && <p className={styles.note}>{t('team.rights.none')}</p>}
      {failed && <ErrorState small error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && roles.length < given.length && <SkeletonLines lines={6} />}
      {roles.length > 0 && roles.length === given.length && (
        <>
          <p className={styles.note}>
            {t('team.rights.from')}{' '}
            {roles.map((role, index) => (
              <span key={role.id}>
                {index > 0 && t('filter.list_words')}
                {roles.length > 1 && <sup className={styles.mark}>{index + 1}</sup>}
                <Link to={`/${rolesPath}/${role.id}`}>{roleName(role.name)}</Link>
              </span>
            ))}
          </p>
          <div className={styles.box}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('team.role.object')}</th>
                  {verbs.slice(0, 5).map((verb) => (
                    <th key={verb} scope="col">
                      {t(`team.verb.${verb}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.map((object) => (
                  <tr key={object.name}>
                    <th scope="row">{labelOf(object.label)}</th>
                    {verbs.slice(0, 5).map((verb) => (
                      <td key={verb}>
                        <Union roles={roles} object={object} verb={verb} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Card>
  )
}

function Union({ roles, object, verb }: { roles: Role[]; object: ObjectMetadata; verb: (typeof verbs)[number] }) {
  const union = unionOf(roles, object, verb)
  if (union.length === 0) return <span className={styles.none}>—</span>
  return union.map((part) => (
    <span key={part.scope} className={styles.part} title={part.roles.map((role) => roleName(role.name)).join(' / ')}>
      {scopeWord(part.scope, object.reach)}
      {roles.length > 1 && <sup className={styles.mark}>{part.roles.map((role) => roles.indexOf(role) + 1).join(' ')}</sup>}
    </span>
  ))
}
