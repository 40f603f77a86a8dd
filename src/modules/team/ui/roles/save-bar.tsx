/** What will change and for whom, before it is saved. */
import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useSession } from '../../../../web/client/session.tsx'
import { usePeople } from '../people.ts'
import { GrantChanges } from './change-list.tsx'
import { scopeIn } from './grants-model.ts'
import { SeenDifference } from './seen-difference.tsx'
import styles from './roles.module.css'

import type { Grants } from '../../../../kernel/access/actor.ts'
import type { GrantChange } from './grants-model.ts'
import type { Role } from './role.ts'

interface Props {
  role: Role
  draft: Grants
  changes: GrantChange[]
  isSaving: boolean
  onUndo(change: GrantChange): void
  onDiscard(): void
  onSave(): void
}

export function SaveBar({ role, draft, changes, isSaving, onUndo, onDiscard, onSave }: Props) {
  const { t } = useTranslation()
  const { person } = useSession()
  const [isOpen, setIsOpen] = useState(true)
  const people = usePeople()
  const affected = people.data?.filter((each) => each.isActive && each.roles.some(({ id }) => id === role.id)) ?? []
  // Whoever takes this right from the role that gives it could not take it back.
  const locksOut = person.roles.length === 1 && person.roles[0]?.id === role.id && scopeIn(draft, 'role', 'change') !== 'all'
  return (
    <section className={styles.saveBar} aria-label={t('team.role.unsaved')}>
      {isOpen && (
        <div className={styles.saveChanges}>
          <GrantChanges changes={changes} onUndo={onUndo} />
        </div>
      )}
      {locksOut && (
        <p className={styles.warning} role="alert">
          <WarningOutlined aria-hidden /> {t('team.role.locks_out')}
        </p>
      )}
      <div className={styles.saveLine}>
        <button type="button" className={styles.count} aria-expanded={isOpen} onClick={() => setIsOpen((before) => !before)}>
          {t('team.role.changes', { count: changes.length })}
        </button>
        <span className={styles.note}>
          {people.data && t('team.role.concerns', { count: affected.length })} <SeenDifference before={role.grants} after={draft} people={affected} />
        </span>
        <span className={styles.saveEnd}>
          <Button onClick={onDiscard}>{t('team.role.discard')}</Button>
          <Button type="primary" onClick={onSave} loading={isSaving} aria-keyshortcuts="Control+S Meta+S">
            {t('form.save')}
          </Button>
        </span>
      </div>
    </section>
  )
}
