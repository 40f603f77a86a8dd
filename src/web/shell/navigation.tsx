/** Where one can go, in groups that open and close; folds to icons. Both are remembered. */
import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'

import { Mark } from '../kit/mark.tsx'
import { NavigationLinks } from './navigation-links.tsx'
import styles from './navigation.module.css'

interface Props {
  isFolded: boolean
  onFold(isFolded: boolean): void
}

/** Of the lines above and below the links. */
const aroundLinks = 48 + 40 + 8
const lineHeight = 29

export function Navigation({ isFolded, onFold }: Props) {
  const { t } = useTranslation()
  const fold = t(isFolded ? 'shell.unfold' : 'shell.fold')
  return (
    <div className={isFolded ? styles.folded : styles.navigation}>
      <NavLink to="/" className={styles.brand} aria-label={t('shell.home')}>
        <Mark />
        {!isFolded && <span className={styles.name}>{t('shell.name')}</span>}
      </NavLink>
      <NavigationLinks isFolded={isFolded} lines={Math.floor((window.innerHeight - aroundLinks) / lineHeight)} />
      <button type="button" className={styles.fold} onClick={() => onFold(!isFolded)} aria-expanded={!isFolded} aria-label={fold} title={fold}>
        {isFolded ? <MenuUnfoldOutlined aria-hidden /> : <MenuFoldOutlined aria-hidden />}
      </button>
    </div>
  )
}
