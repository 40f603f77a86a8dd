/** One right of a role. The browser's own select: a page has two hundred of them, and phones know what to do with it. */
import { useTranslation } from 'react-i18next'

import { reached, scopes } from './grants-model.ts'
import { scopeWord } from './role-words.ts'
import styles from './roles.module.css'

import type { Scope } from '../../../../kernel/access/actor.ts'
import type { Reach } from './grants-model.ts'

interface Props {
  value: Scope
  onChange(scope: Scope): void
  label: string
  reach: Reach
  /** Shown, but said by "everything else". */
  isFollowing: boolean
  isChanged: boolean
  disabled: boolean
}

export function ScopeSelect({ value, onChange, label, reach, isFollowing, isChanged, disabled }: Props) {
  const { t } = useTranslation()
  const offered = reach === 'owner' ? scopes : (['none', 'all'] as const)
  const shown = reached(value, reach)
  return (
    <span className={styles.cell} data-changed={isChanged || undefined}>
      <select
        className={isFollowing ? styles.following : styles.select}
        data-scope={shown}
        data-cell
        value={shown}
        disabled={disabled}
        aria-label={label}
        title={isFollowing ? t('team.role.follows') : undefined}
        onChange={(event) => {
          const chosen = offered.find((scope) => scope === event.target.value)
          if (chosen) onChange(chosen)
        }}
      >
        {offered.map((scope) => (
          <option key={scope} value={scope}>
            {scopeWord(scope, reach)}
          </option>
        ))}
      </select>
    </span>
  )
}
