/** Five places under the thumb; the rest in a drawer. */
import { MenuOutlined, PlusOutlined } from '@ant-design/icons'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'

import { labelOf, useObject } from '../client/metadata.tsx'
import { iconOf, TodayIcon } from './places.tsx'
import styles from './phone-bar.module.css'

import type { PlaceIcon } from './places.tsx'


const PhoneDrawer = lazy(async () => ({ default: (await import('./phone-drawer.tsx')).PhoneDrawer }))

type Sheet = 'create' | 'more'

export function PhoneBar({ onCreate }: { onCreate(object: string): void }) {
  const { t } = useTranslation()
  const [sheet, setSheet] = useState<Sheet>()
  const customers = useObject('customer')
  const tasks = useObject('task')
  return (
    <>
      <nav className={styles.bar} aria-label={t('shell.navigation')}>
        <Place to="/" label={t('today.title')} Icon={TodayIcon} />
        {customers && <Place to={`/${customers.path}`} label={labelOf(customers.plural_label)} Icon={iconOf(customers.name)} />}
        <button type="button" className={styles.create} onClick={() => setSheet('create')} aria-label={t('shell.create')}>
          <span>
            <PlusOutlined aria-hidden />
          </span>
        </button>
        {tasks && <Place to={`/${tasks.path}`} label={labelOf(tasks.plural_label)} Icon={iconOf(tasks.name)} />}
        <button type="button" className={styles.place} onClick={() => setSheet('more')}>
          <MenuOutlined aria-hidden />
          <span>{t('shell.more')}</span>
        </button>
      </nav>
      {sheet && (
        <Suspense fallback={null}>
          <PhoneDrawer
            kind={sheet}
            onClose={() => setSheet(undefined)}
            onCreate={(object) => {
              setSheet(undefined)
              onCreate(object)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

function Place({ to, label, Icon }: { to: string; label: string; Icon: PlaceIcon }) {
  return (
    <NavLink to={to} end={to === '/'} className={({ isActive }) => (isActive ? styles.active : styles.place)}>
      <Icon aria-hidden />
      <span>{label}</span>
    </NavLink>
  )
}
