/** Modules and their objects on the left; folds to icons and remembers it. */
import { MenuFoldOutlined, MenuUnfoldOutlined, SettingOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'

import { labelOf } from '../client/metadata.tsx'
import { Mark } from '../kit/mark.tsx'
import { useHomeOf } from '../records/record/record-screens.tsx'
import { useSettingsEntries } from '../settings/settings-entries.tsx'
import { settingsPath } from '../settings/settings-frame.tsx'
import { iconOf, TodayIcon, usePlaceGroups } from './places.tsx'
import styles from './navigation.module.css'

import type { PlaceIcon } from './places.tsx'


interface Props {
  isFolded: boolean
  onFold(isFolded: boolean): void
}

export function Navigation({ isFolded, onFold }: Props) {
  const { t } = useTranslation()
  const fold = t(isFolded ? 'shell.unfold' : 'shell.fold')
  return (
    <div className={isFolded ? styles.folded : styles.navigation}>
      <NavLink to="/" className={styles.brand} aria-label={t('shell.home')}>
        <Mark />
        {!isFolded && <span className={styles.name}>{t('shell.name')}</span>}
      </NavLink>
      <NavigationLinks isFolded={isFolded} />
      <button type="button" className={styles.fold} onClick={() => onFold(!isFolded)} aria-expanded={!isFolded} aria-label={fold} title={fold}>
        {isFolded ? <MenuUnfoldOutlined aria-hidden /> : <MenuFoldOutlined aria-hidden />}
      </button>
    </div>
  )
}

/** Also used by the drawer of the phone. */
export function NavigationLinks({ isFolded = false, onGo }: { isFolded?: boolean; onGo?: () => void }) {
  const { t } = useTranslation()
  const groups = usePlaceGroups()
  const settings = useSettingsEntries()
  const homeOf = useHomeOf()
  const { pathname } = useLocation()
  return (
    <nav className={styles.links} aria-label={t('shell.navigation')}>
      <Place to="/" label={t('today.title')} Icon={TodayIcon} isFolded={isFolded} onGo={onGo} />
      {groups.map((group) => (
        <div key={group.module} role="group" aria-label={group.label} className={styles.group}>
          {!isFolded && <div className={styles.module}>{group.label}</div>}
          {group.objects.map((object) => (
            <Place key={object.path} to={homeOf(object)} label={labelOf(object.plural_label)} Icon={iconOf(object.name)} isFolded={isFolded} onGo={onGo} isActive={`${pathname}/`.startsWith(`/${object.path}/`)} />
          ))}
        </div>
      ))}
      {settings.length > 0 && (
        <div className={styles.group}>
          <Place to={settingsPath} label={t('settings.title')} Icon={SettingOutlined} isFolded={isFolded} onGo={onGo} isActive={settings.some(({ path }) => `${pathname}/`.startsWith(`${path}/`))} />
        </div>
      )}
    </nav>
  )
}

interface PlaceProps {
  to: string
  label: string
  Icon: PlaceIcon
  isFolded: boolean
  onGo?: () => void
  /** One of several addresses that belong to it is open. */
  isActive?: boolean
}

function Place({ to, label, Icon, isFolded, onGo, isActive: isWithin }: PlaceProps) {
  const link = (
    <NavLink to={to} end={to === '/'} className={({ isActive }) => (isActive || isWithin ? styles.active : styles.place)} onClick={onGo} aria-label={isFolded ? label : undefined}>
      <Icon aria-hidden />
      {!isFolded && <span className={styles.label}>{label}</span>}
    </NavLink>
  )
  return isFolded ? (
    <Tooltip title={label} placement="right" mouseEnterDelay={0.2}>
      {link}
    </Tooltip>
  ) : (
    link
  )
}
