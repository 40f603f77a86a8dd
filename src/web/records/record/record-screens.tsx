/** Screens of modules in the place of the generic ones. The web itself knows no module; `web/main` hands them in. */
import { createContext, Suspense, useContext, useMemo } from 'react'

import type { ComponentType, ReactNode } from 'react'
import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { CellProps, InputProps } from '../../fields/field-twin.ts'

export interface RecordScreenProps {
  id: string
  /** Beside a list: narrow, in tabs. */
  isPanel: boolean
  /** The record was deleted from here. */
  onGone(): void
}

/** An input that also looks at what else was typed, such as the currency of a document. */
export interface FieldInputProps extends InputProps {
  values: Record<string, unknown>
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
  /** Objects that the Aside lists: the related lists leave them out. */
  asideLists?: string[]
  /** In the place of the generic entry on the time line of another record. */
  Entry?: ComponentType<{ record: RecordData; owner: ObjectMetadata; ownerId: string }>
  /** Above the time line of every record: what hangs on records of all objects is written here. */
  Box?: ComponentType<{ object: ObjectMetadata; record: RecordData }>
  /** The same records where a page has no time line. */
  List?: ComponentType<{ object: ObjectMetadata; record: RecordData }>
  /** Address of a form of its own for a new record: the generic one leads there. */
  newPath?: string
  /** In forms, in the place of the twin's input, by name of the field. */
  inputs?: Readonly<Record<string, ComponentType<FieldInputProps>>>
  /** Wherever the value is read, in the place of the twin's cell, by name of the field; such a value is changed in the form only. */
  cells?: Readonly<Record<string, ComponentType<CellProps>>>
  /** Where its entry of the navigation leads, when that is not its list. */
  home?: string
  /** Pages over all records of the object, offered on top of its list: an address and the key of its words. */
  pages?: readonly { to: string; label: string }[]
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

/** Where the navigation leads for an object: to its list, or to a page that stands before it. */
export function useHomeOf(): (object: Pick<ObjectMetadata, 'name' | 'path'>) => string {
  const screens = useContext(ScreensContext)
  return ({ name, path }) => screens[name]?.home ?? `/${path}`
}

/** Pages over all records of an object, beside the one that the navigation leads to. */
export function usePagesOver(): (object: Pick<ObjectMetadata, 'name'>) => readonly { to: string; label: string }[] {
  const screens = useContext(ScreensContext)
  return ({ name }) => (screens[name]?.pages ?? []).filter(({ to }) => to !== screens[name]?.home)
}

/** Objects whose new records are made on a page of their own, not in the generic form. */
export function useOwnForms(): ReadonlySet<string> {
  const screens = useContext(ScreensContext)
  return useMemo(() => new Set(Object.keys(screens).filter((name) => screens[name]?.newPath)), [screens])
}

/** Above every time line, whoever brings it; and what stands in the place of one where the object has none. */
export function HangingParts({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const screens = Object.entries(useContext(ScreensContext))
  return (
    <Suspense fallback={null}>
      {screens.map(([name, { Box }]) => Box && <Box key={name} object={object} record={record} />)}
      {!object.has_timeline && screens.map(([name, { List }]) => List && <List key={name} object={object} record={record} />)}
    </Suspense>
  )
}
