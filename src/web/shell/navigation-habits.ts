/** Which groups of the navigation are open and what is pinned on top, kept in this browser for each person. */
import { useState } from 'react'

import { useSession } from '../client/session.tsx'
import { groupsThatFit } from './groups-that-fit.ts'

import type { PlaceGroup } from './place-groups.tsx'

interface Habits {
  /** By key of the group; one that was never opened or closed by hand is open while there is room. */
  open: Record<string, boolean>
  /** Names of objects, in the order in which they were pinned. */
  pins: string[]
}

/** @param current key of the group of the page. @param room how many entries of groups fit on the screen. */
export function useNavigationHabits({ groups, current, room }: { groups: PlaceGroup[]; current: string | undefined; room: number }) {
  const { person } = useSession()
  const key = `guanxi.navigation.${person.id}`
  const [habits, setHabits] = useState(() => read(key))
  // Reckoned once: what lies under the pointer must not move because another page was opened.
  const [fitting] = useState(() => groupsThatFit({ groups: groups.map((group) => ({ key: group.key, size: group.objects.length })), first: current, room }))
  // What was come to opens, and stays open as long as the page stands: it would else close under the hand that goes on.
  const [visited, setVisited] = useState<{ at: string | undefined; open: Record<string, boolean> }>({ at: undefined, open: {} })
  if (visited.at !== current) setVisited({ at: current, open: current ? { ...visited.open, [current]: true } : visited.open })
  const keep = (next: Habits) => {
    localStorage.setItem(key, JSON.stringify(next))
    setHabits(next)
  }
  const isOpen = (group: string) => visited.open[group] ?? habits.open[group] ?? fitting.has(group)
  return {
    isOpen,
    toggle: (group: string) => {
      const next = !isOpen(group)
      setVisited({ ...visited, open: { ...visited.open, [group]: next } })
      keep({ ...habits, open: { ...habits.open, [group]: next } })
    },
    pins: habits.pins,
    togglePin: (name: string) => keep({ ...habits, pins: habits.pins.includes(name) ? habits.pins.filter((one) => one !== name) : [...habits.pins, name] }),
  }
}

function read(key: string): Habits {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return { open: {}, pins: [] }
    const open = 'open' in stored && typeof stored.open === 'object' && stored.open !== null ? Object.entries(stored.open) : []
    const pins: unknown[] = 'pins' in stored && Array.isArray(stored.pins) ? stored.pins : []
    return {
      open: Object.fromEntries(open.flatMap(([group, value]): [string, boolean][] => (typeof value === 'boolean' ? [[group, value]] : []))),
      pins: pins.filter((name) => typeof name === 'string'),
    }
  } catch {
    return { open: {}, pins: [] }
  }
}
