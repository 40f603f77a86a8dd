/** The pages of the settings area. The web itself knows no module; `web/main` hands the list in, one line a page. */
import { createContext, useContext, useMemo } from 'react'

import { useMetadata } from '../client/metadata.tsx'
import { useSession } from '../client/session.tsx'

import type { ComponentType, ReactNode } from 'react'
import type { Metadata } from '../client/metadata.tsx'
import type { Session } from '../client/session.tsx'
import type { PlaceIcon } from '../shell/places.tsx'

export type SettingsGroup = 'company' | 'access' | 'data' | 'own'

export interface SettingsEntry {
  /** Key of its name. */
  label: string
  /** The page answers this address and, for one of its records, the id behind it. */
  path: string
  group: SettingsGroup
  Icon: PlaceIcon
  /** Who may see it. */
  isOffered(metadata: Metadata, session: Session): boolean
  Page: ComponentType<{ id?: string }>
}

const EntriesContext = createContext<readonly SettingsEntry[]>([])

export function SettingsEntriesProvider({ entries, children }: { entries: readonly SettingsEntry[]; children: ReactNode }) {
  return <EntriesContext value={entries}>{children}</EntriesContext>
}

/** Those that the person may see, in the order of the groups. */
export function useSettingsEntries(): SettingsEntry[] {
  const entries = useContext(EntriesContext)
  const metadata = useMetadata()
  const session = useSession()
  return useMemo(() => {
    const offered = entries.filter((entry) => entry.isOffered(metadata, session))
    return settingsGroups.flatMap((group) => offered.filter((entry) => entry.group === group))
  }, [entries, metadata, session])
}

export const settingsGroups: readonly SettingsGroup[] = ['own', 'company', 'access', 'data']

/** For entries whose page is about one object: whoever may see that. */
export function seesObject(name: string): SettingsEntry['isOffered'] {
  return ({ objects }) => objects.some((object) => object.name === name)
}

/** The same for whoever may add to it. */
export function addsObject(name: string): SettingsEntry['isOffered'] {
  return ({ objects }) => objects.some((object) => object.name === name && object.can.create)
}
