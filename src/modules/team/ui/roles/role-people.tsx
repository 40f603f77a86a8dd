import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { usePeople, usersPath } from '../people.ts'
import styles from './roles.module.css'

const most = 12

/** Who has the role. */
export function RolePeople({ roleId }: { roleId: string }) {
  const { t } = useTranslation()
  const people = usePeople()
  if (!people.data) return null
  const those = people.data.filter((person) => person.isActive && person.roles.some(({ id }) => id === roleId))
  const all = `/${usersPath}?${new URLSearchParams({ filter: JSON.stringify({ roles: { in: [roleId] } }) })}`
  if (those.length === 0) return <p className={styles.people}>{t('team.role.nobody')}</p>
  return (
    <p className={styles.people}>
      <span>{t('team.role.people', { count: those.length })}</span>
      {those.slice(0, most).map((person) => (
        <Link key={person.id} className={styles.person} to={`/${usersPath}/${person.id}`} title={person.title}>
          {person.name}
        </Link>
      ))}
      {those.length > most && <Link to={all}>{t('list.show_all')}</Link>}
    </p>
  )
}
