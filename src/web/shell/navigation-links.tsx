/** Today, what is pinned, the groups and the settings: beside every page, and in the drawer of the phone. */
import { DownOutlined, PushpinFilled, PushpinOutlined, RightOutlined, SettingOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'

import { labelOf } from '../client/metadata.tsx'
import { useHomeOf, usePagesOver } from '../records/record/record-screens.tsx'
import { useSettingsEntries } from '../settings/settings-entries.tsx'
import { settingsPath } from '../settings/settings-frame.tsx'
import { useNavigationHabits } from './navigation-habits.ts'
import { usePlaceGroups } from './place-groups.tsx'
import { iconOf, TodayIcon } from './places.tsx'
import styles from './navigation.module.css'

import type { ReactElement, ReactNode } from 'react'
import type { ObjectMetadata } from '../client/metadata.tsx'
import type { PlaceGroup } from './place-groups.tsx'
import type { PlaceIcon } from './places.tsx'

interface Props {
  isFolded?: boolean
  /** How many lines fit on the screen: so many groups are open at first. */
  lines: number
  onGo?: () => void
}

/** Heads of groups take the space of a line and a bit; Today, the settings. */
const fixedLines = 2

export function NavigationLinks({ isFolded = false, lines, onGo }: Props) {
  const { t } = useTranslation()
  const groups = usePlaceGroups()
  const settings = useSettingsEntries()
  const { pathname } = useLocation()
  const current = usePlaceOfPage(groups)
  const currentGroup = groups.find(({ objects }) => objects.some(({ name }) => name === current))?.key
  const { isOpen, toggle, pins, togglePin } = useNavigationHabits({ groups, current: currentGroup, room: lines - fixedLines - Math.ceil(groups.length * 1.2) })
  const links = useRef<HTMLElement>(null)
  useEffect(() => {
    links.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const pinned = groups.flatMap(({ objects }) => objects).filter(({ name }) => pins.includes(name)).toSorted((one, other) => pins.indexOf(one.name) - pins.indexOf(other.name))
  const place = (object: ObjectMetadata) => <ObjectPlace key={object.name} object={object} isCurrent={object.name === current} isFolded={isFolded} onGo={onGo} isPinned={pins.includes(object.name)} onPin={() => togglePin(object.name)} />
  return (
    <nav ref={links} className={styles.links} aria-label={t('shell.navigation')}>
      <Place to="/" label={t('today.title')} Icon={TodayIcon} isActive={pathname === '/'} isFolded={isFolded} onGo={onGo} />
      {pinned.length > 0 && (
        <div role="group" aria-label={t('shell.pinned')} className={styles.group}>
          {!isFolded && <div className={styles.pinned}>{t('shell.pinned')}</div>}
          <div className={styles.places}>{pinned.map(place)}</div>
        </div>
      )}
      {groups.map((group) => (
        <Group key={group.key} group={group} isOpen={isOpen(group.key)} isCurrent={group.key === currentGroup} isFolded={isFolded} onToggle={() => toggle(group.key)}>
          {group.objects.map(place)}
        </Group>
      ))}
      {settings.length > 0 && (
        <div className={styles.group}>
          <Place to={settingsPath} label={t('settings.title')} Icon={SettingOutlined} isFolded={isFolded} onGo={onGo} isActive={[settingsPath, ...settings.map(({ path }) => path)].some((path) => isWithin(pathname, path))} />
        </div>
      )}
    </nav>
  )
}

/** Name of the object whose place the page belongs to. */
function usePlaceOfPage(groups: PlaceGroup[]): string | undefined {
  const { pathname } = useLocation()
  const homeOf = useHomeOf()
  const pagesOver = usePagesOver()
  const objects = groups.flatMap((group) => group.objects)
  const within = (paths: string[]) => paths.some((path) => isWithin(pathname, path))
  // Pages over an object stand together under one address: the second of seven analyses belongs where the first does.
  const of = objects.find(({ path }) => within([`/${path}`])) ?? objects.find((object) => within([homeOf(object), ...pagesOver(object).map(({ to }) => `/${to.split('/')[1]}`)]))
  return of?.name
}

function isWithin(pathname: string, path: string): boolean {
  return `${pathname}/`.startsWith(`${path}/`)
}

interface GroupProps {
  group: PlaceGroup
  isOpen: boolean
  isCurrent: boolean
  isFolded: boolean
  onToggle(): void
  children: ReactNode
}

function Group({ group: { label, Icon }, isOpen, isCurrent, isFolded, onToggle, children }: GroupProps) {
  const id = useId()
  const head = (
    <button type="button" className={`${styles.head} ${isCurrent && !isOpen ? styles.holdsCurrent : ''}`} aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} aria-label={isFolded ? label : undefined} onClick={onToggle}>
      {isFolded ? <Icon aria-hidden /> : <span className={styles.label}>{label}</span>}
      {!isFolded && (isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />)}
    </button>
  )
  return (
    <div role="group" aria-label={label} className={`${styles.group} ${isOpen ? styles.open : ''}`}>
      <Named label={label} isFolded={isFolded}>{head}</Named>
      {isOpen && <div id={id} className={styles.places}>{children}</div>}
    </div>
  )
}

interface ObjectPlaceProps {
  object: ObjectMetadata
  isCurrent: boolean
  isFolded: boolean
  isPinned: boolean
  onPin(): void
  onGo?: () => void
}

/** The pin stands beside the place that is open: forty pins would be forty stops for the keyboard. */
function ObjectPlace({ object, isCurrent, isFolded, isPinned, onPin, onGo }: ObjectPlaceProps) {
  const { t } = useTranslation()
  const homeOf = useHomeOf()
  const label = labelOf(object.plural_label)
  const pin = t(isPinned ? 'shell.unpin' : 'shell.pin', { place: label })
  return (
    <div className={styles.line}>
      <Place to={homeOf(object)} label={label} Icon={iconOf(object.name)} isFolded={isFolded} onGo={onGo} isActive={isCurrent} />
      {isCurrent && !isFolded && (
        <button type="button" className={styles.pin} onClick={onPin} aria-label={pin} title={pin}>
          {isPinned ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />}
        </button>
      )}
    </div>
  )
}

interface PlaceProps {
  to: string
  label: string
  Icon: PlaceIcon
  isFolded: boolean
  /** One of the addresses that belong to it is open. */
  isActive: boolean
  onGo?: () => void
}

function Place({ to, label, Icon, isFolded, isActive, onGo }: PlaceProps) {
  return (
    <Named label={label} isFolded={isFolded}>
      <NavLink to={to} end className={isActive ? styles.active : styles.place} data-current={isActive || undefined} onClick={onGo} aria-label={isFolded ? label : undefined}>
        <Icon aria-hidden />
        {!isFolded && <span className={styles.label}>{label}</span>}
      </NavLink>
    </Named>
  )
}

/** An icon alone says its name beside it. */
function Named({ label, isFolded, children }: { label: string; isFolded: boolean; children: ReactElement }) {
  return isFolded ? (
    <Tooltip title={label} placement="right" mouseEnterDelay={0.2}>
      {children}
    </Tooltip>
  ) : (
    children
  )
}
