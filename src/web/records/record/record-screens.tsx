/** Screens of modules in the place of the generic ones. The web itself knows no module; `web/main` hands them in. */
import { createContext, useContext } from 'react'

import type { ComponentType, ReactNode } from 'react'
import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

export interface RecordScreenProps {
  id: string
  /** Beside a list: narrow, in tabs. */
  isPanel: boolean
  /** The record was deleted from here. */
  onGone(): void
}

export interface RecordScreen {
  /** In the place of the generic page and panel. */
  View?: ComponentType<RecordScreenProps>
  /** On top of the generic page and panel, above everything else. */
  Banner?: ComponentType<{ record: RecordData }>
  /** Buttons of the generic head, before the general ones. */
  Actions?: ComponentType<{ record: RecordData; isPanel: boolean }>
  /** Above the related lists. */
  Aside?: ComponentType<{ record: RecordData }>
  /** Address of a form of its own for a new record: the generic one leads there. */
  newPath?: string
  /** Below a form for a new record: what is known of what is being typed. */
  FormNotice?: ComponentType<{ object: ObjectMetadata; values: Record<string, unknown> }>
}

/** By object name. */
export type RecordScreens = Readonly<Record<string, RecordScreen>>

const ScreensContext = createContext<RecordScreens>({})

export function RecordScreensProvider({ screens, children }: { screens: RecordScreens; children: ReactNode }) {
  return <ScreensContext value={screens}>{children}</ScreensContext>
}

export function useRecordScreen(object: string): RecordScreen {
  return useContext(ScreensContext)[object] ?? {}
}
