/** The settings area: its pages on the left, the chosen one beside them. On a phone the list is a page of its own. */
import { LeftOutlined } from '@ant-design/icons'
import { Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, NavLink, Outlet, useLocation } from 'react-router'

import { PageHeader } from '../kit/page-header.tsx'
import { PageSkeleton } from '../kit/states.tsx'
import { useIsPhone } from '../kit/use-media.ts'
import { settingsGroups, useSettingsEntries } from './settings-entries.tsx'
import styles from './settings.module.css'

export const settingsPath = '/settings'

export function SettingsFrame() {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const page = (
    <Suspense fallback={<PageSkeleton />}>
      <Outlet />
    </Suspense>
  )
  if (isPhone) {
    return (
      <div className={styles.phone}>
        <Link className={styles.back} to={settingsPath}>
          <LeftOutlined aria-hidden />
          {t('settings.title')}
        </Link>
        <div className={styles.content}>{page}</div>
      </div>
    )
  }
  return (
    <div className={styles.frame}>
      <SettingsSide />
      <div className={styles.content}>{page}</div>
    </div>
  )
}

/** The place where one is stands in sight, also for who came by the search or an address. */
function SettingsSide() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const side = useRef<HTMLDivElement>(null)
  // What it answers is no clean-up: browsers of today answer with a promise.
  useEffect(() => {
    side.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' })
  }, [pathname])
  return (
    <div ref={side} className={styles.side}>
      <div className={styles.title}>{t('settings.title')}</div>
      <SettingsLinks />
    </div>
  )
}

/** `/settings` itself: the first page, or on a phone the list of them. */
export function SettingsHome() {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const [first] = useSettingsEntries()
  if (!isPhone && first) return <Navigate to={first.path} replace />
  return (
    <>
      <PageHeader title={t('settings.title')} />
      <SettingsLinks />
    </>
  )
}

function SettingsLinks() {
  const { t } = useTranslation()
  const entries = useSettingsEntries()
  return (
    <nav className={styles.links} aria-label={t('settings.title')}>
      {settingsGroups.map((group) => {
        const those = entries.filter((entry) => entry.group === group)
        if (those.length === 0) return null
        return (
          <div key={group} role="group" aria-label={t(`settings.group.${group}`)} className={styles.group}>
            <div className={styles.groupTitle} aria-hidden="true">{t(`settings.group.${group}`)}</div>
            {those.map(({ path, label, Icon }) => (
              <NavLink key={path} to={path} end={entries.some((other) => other.path.startsWith(`${path}/`))} className={({ isActive }) => (isActive ? styles.active : styles.place)}>
                <Icon aria-hidden />
                {t(label)}
              </NavLink>
            ))}
          </div>
        )
      })}
    </nav>
  )
}
