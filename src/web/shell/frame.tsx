/** What stays while pages come and go: navigation, top bar, search, quick create, keys. */
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLiveChanges } from '../client/live.ts'
import { useIsPhone } from '../kit/use-media.ts'
import styles from './frame.module.css'
import { LookAsNote } from './look-as-note.tsx'
import { Navigation } from './navigation.tsx'
import { OfflineNote } from './offline-note.tsx'
import { WaitingNote } from './waiting-note.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { useConnection } from './use-connection.ts'
import { useFrameShortcuts } from './use-frame-shortcuts.ts'
import { useScrollMemory } from './use-scroll-memory.ts'

import type { ReactNode } from 'react'

const loadPalette = async () => ({ default: (await import('./palette.tsx')).Palette })
const Palette = lazy(loadPalette)
const QuickCreate = lazy(async () => ({ default: (await import('./quick-create.tsx')).QuickCreate }))
const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }))

const foldedKey = 'guanxi.navigation.folded'

type Overlay = { kind: 'palette' } | { kind: 'help' } | { kind: 'create'; object: string }

/** @param bell what modules put into the top bar: the shell knows none of them. */
export function Frame({ bell, children }: { bell: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  useLiveChanges()
  useConnection()
  const [isFolded, setIsFolded] = useState(() => localStorage.getItem(foldedKey) === 'yes')
  const [overlay, setOverlay] = useState<Overlay>()
  const close = useCallback(() => setOverlay(undefined), [])
  const search = useCallback(() => setOverlay({ kind: 'palette' }), [])
  const help = useCallback(() => setOverlay({ kind: 'help' }), [])
  const create = useCallback((object: string) => setOverlay({ kind: 'create', object }), [])
  useFrameShortcuts({ search, help })
  const main = useRef<HTMLElement>(null)
  useScrollMemory(main)
  useEffect(() => {
    // Loaded ahead, once the page is there: what is typed right behind Ctrl+K must not be lost.
    const timer = setTimeout(() => void loadPalette(), 1000)
    return () => clearTimeout(timer)
  }, [])

  const fold = (folded: boolean) => {
    localStorage.setItem(foldedKey, folded ? 'yes' : 'no')
    setIsFolded(folded)
  }

  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        {t('shell.skip')}
      </a>
      {!isPhone && <Navigation isFolded={isFolded} onFold={fold} />}
      <div className={styles.right}>
        <TopBar onSearch={search} onCreate={create} onHelp={help} bell={bell} />
        <LookAsNote />
        <OfflineNote />
        <WaitingNote />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          {children}
        </main>
        {isPhone && <PhoneBar onCreate={create} />}
      </div>
      <Suspense fallback={null}>
        {overlay?.kind === 'palette' && <Palette onClose={close} onCreate={create} onHelp={help} />}
        {overlay?.kind === 'help' && <ShortcutHelp onClose={close} />}
        {overlay?.kind === 'create' && <QuickCreate key={overlay.object} objectName={overlay.object} onClose={close} />}
      </Suspense>
    </div>
  )
}
