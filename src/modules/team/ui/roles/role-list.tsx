import { PlusOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { labelOf, useMetadata } from '../../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../../web/client/records.ts'
import { Loaded } from '../../../../web/kit/card.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../../web/kit/shortcuts.tsx'
import { usePeople } from '../people.ts'
import { everythingElse, scopeIn } from './grants-model.ts'
import { NewRole } from './new-role.tsx'
import { roleHint, scopeWord } from './role-words.ts'
import { roleName, roleOf, rolesPath } from './role.ts'
import styles from './roles.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { Role } from './role.ts'

export function RoleList({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [isAdding, setIsAdding] = useState(false)
  const query = useList(rolesPath, { sort: 'created_at', limit: 200 })
  const people = usePeople()
  const counts = Map.groupBy((people.data ?? []).filter(({ isActive }) => isActive).flatMap((person) => person.roles), (role) => role.id)
  useShortcuts(t('team.settings.roles'), object.can.create ? [{ keys: 'c', label: t('team.role.new'), run: () => setIsAdding(true) }] : [])
  return (
    <>
      <PageHeader
        title={t('team.settings.roles')}
        note={t('team.role.page_hint')}
        actions={
          object.can.create && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)} aria-keyshortcuts="c">
              {t('team.role.new')}
            </Button>
          )
        }
      />
      <div className={styles.list}>
        <Loaded query={query} lines={8} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('list.nothing_yet', { objects: labelOf(object.plural_label) }), hint: labelOf(object.empty_hint) }}>
          {(data) => (
            <ul className={styles.roles}>
              {recordsOf(data).map(roleOf).map((role) => (
                <li key={role.id}>
                  <Link className={styles.role} to={`/${rolesPath}/${role.id}`}>
                    <span className={styles.roleMain}>
                      <span className={styles.roleName}>
                        {roleName(role.name)}
                        {role.isFromDirectory && <Tag className={styles.roleTag}>{t('team.role.from_directory')}</Tag>}
                      </span>
                      <span className={styles.roleHint}>{roleHint(role.key) || (Object.keys(role.grants).length === 0 ? t('team.role.without_rights') : <InShort role={role} />)}</span>
                    </span>
                    <span className={styles.roleCount}>{people.data ? t('team.role.people', { count: counts.get(role.id)?.length ?? 0 }) : ''}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </div>
      {isAdding && <NewRole onClose={() => setIsAdding(false)} onMade={(id) => void navigate(`/${rolesPath}/${id}`)} />}
    </>
  )
}

/** What a role of the company's own may do with most things. */
function InShort({ role }: { role: Role }) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const named = Object.keys(role.grants).flatMap((name) => objects.find((object) => object.name === name) ?? [])
  const words = [t('team.role.in_short', { see: scopeWord(scopeIn(role.grants, everythingElse, 'see'), 'owner'), change: scopeWord(scopeIn(role.grants, everythingElse, 'change'), 'owner') })]
  if (named.length > 0) words.push(t('team.role.apart', { objects: named.slice(0, 4).map((object) => labelOf(object.plural_label)).join(t('filter.list_words')), count: named.length }))
  return <>{words.join(t('team.role.joiner'))}</>
}
