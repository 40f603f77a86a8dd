/** Search, quick create, notifications, language, light or dark, person. */
import { SearchOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Mark } from '../kit/mark.tsx'
import { modifier } from '../kit/shortcuts.tsx'
import { useIsPhone } from '../kit/use-media.ts'
import { CreateMenu } from './create-menu.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { PersonMenu } from './person-menu.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import styles from './top-bar.module.css'

import type { ReactNode } from 'react'

interface Props {
  onSearch(): void
  onCreate(object: string): void
  onHelp(): void
  bell: ReactNode
}

export function TopBar({ onSearch, onCreate, onHelp, bell }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  return (
    <header className={styles.bar}>
      {isPhone && (
        <Link to="/" className={styles.home} aria-label={t('shell.home')}>
          <Mark />
        </Link>
      )}
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <SearchOutlined aria-hidden />
        <span className={styles.hint}>{t('shell.search_hint')}</span>
        {!isPhone && <kbd>{modifier()} K</kbd>}
      </button>
      <div className={styles.end}>
        {!isPhone && <CreateMenu onCreate={onCreate} />}
        {bell}
        {!isPhone && <LanguageSwitch />}
        {!isPhone && <ThemeSwitch />}
        <PersonMenu onHelp={onHelp} />
      </div>
    </header>
  )
}
