/** The groups of the navigation. The shell knows no module: `web/main` hands the groups in, one line each. */
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../client/metadata.tsx'
import { iconOf, usePlaces } from './places.tsx'

import type { ReactNode } from 'react'
import type { ObjectMetadata } from '../client/metadata.tsx'
import type { PlaceIcon } from './places.tsx'

export interface NavigationGroup {
  key: string
  /** Key of its name. */
  label: string
  Icon: PlaceIcon
  /** Whose objects stand in it, in this order. */
  modules: readonly string[]
}

export interface PlaceGroup {
  key: string
  label: string
  Icon: PlaceIcon
  objects: ObjectMetadata[]
}

const GroupsContext = createContext<readonly NavigationGroup[]>([])

export function NavigationGroupsProvider({ groups, children }: { groups: readonly NavigationGroup[]; children: ReactNode }) {
  return <GroupsContext value={groups}>{children}</GroupsContext>
}

/** Groups with at least one place that the person may see. A module that no group names stands behind them, under its own name. */
export function usePlaceGroups(): PlaceGroup[] {
  const { t } = useTranslation()
  const named = useContext(GroupsContext)
  const { modules } = useMetadata()
  const places = usePlaces()
  return useMemo(() => {
    const of = (module: string) => places.filter((object) => object.module === module)
    const known = new Set(named.flatMap((group) => group.modules))
    return [
      ...named.map((group) => ({ key: group.key, label: t(group.label), Icon: group.Icon, objects: group.modules.flatMap(of) })),
      ...modules.filter(({ name }) => !known.has(name)).map(({ name, label }) => ({ key: name, label: labelOf(label), Icon: iconOf(of(name)[0]?.name ?? ''), objects: of(name) })),
    ].filter(({ objects }) => objects.length > 0)
  }, [named, modules, places, t])
}
