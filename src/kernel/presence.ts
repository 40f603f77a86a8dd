/**
 * Who is at a record at this moment. Kept in the memory of this process alone and forgotten after half a minute without a sign: it is
 * nothing that anybody is to look up later.
 */

export interface Place {
  workspaceId: string
  object: string
  id: string
}

export interface Present {
  person: { id: string; name: string }
  /** Name of the field being edited. */
  editing: string | null
  since: Date
}

interface Sign extends Present {
  timer: NodeJS.Timeout
}

/** Windows at one record; more than that push out the oldest. */
const mostWindows = 200

export type Presence = ReturnType<typeof createPresence>

/** @param options.forgetAfter milliseconds without a sign. */
export function createPresence(options: { forgetAfter: number }) {
  const places = new Map<string, Map<string, Sign>>()
  const listeners = new Set<(place: Place) => void>()
  let turn = 0
  const announce = (place: Place) => {
    // Later than any turn before, also than those of the process before this one.
    turn = Math.max(turn + 1, Date.now())
    listeners.forEach((listener) => listener(place))
  }

  const leave = (place: Place, window: string) => {
    const signs = places.get(keyOf(place))
    const sign = signs?.get(window)
    if (!signs || !sign) return
    clearTimeout(sign.timer)
    signs.delete(window)
    if (signs.size === 0) places.delete(keyOf(place))
    announce(place)
  }

  return {
    /** A sign of life. Announced only where it says something new. */
    stay: (place: Place, window: string, present: Present) => {
      const signs = places.get(keyOf(place)) ?? new Map<string, Sign>()
      const before = signs.get(window)
      if (before) clearTimeout(before.timer)
      else if (signs.size >= mostWindows) leave(place, [...signs.keys()][0] ?? '')
      const timer = setTimeout(() => leave(place, window), options.forgetAfter)
      timer.unref()
      signs.set(window, { ...present, since: before?.since ?? present.since, timer })
      places.set(keyOf(place), signs)
      if (!before || before.editing !== present.editing) announce(place)
    },
    leave,
    /** Each person once, whoever edits first: several windows are one person. */
    othersAt: (place: Place, personId: string): Present[] => {
      const others = new Map<string, Present>()
      for (const { person, editing, since } of places.get(keyOf(place))?.values() ?? []) {
        if (person.id !== personId && (editing !== null || !others.has(person.id))) others.set(person.id, { person, editing, since })
      }
      return [...others.values()]
    },
    /** Grows with whatever is announced: of two answers the one of the later turn is true, in whatever order they arrive. */
    turn: () => turn,
    isAt: (place: Place, personId: string): boolean => [...(places.get(keyOf(place))?.values() ?? [])].some(({ person }) => person.id === personId),
    /** Called when somebody came, went or edits something else. Returns how to stop listening. */
    onChange: (listener: (place: Place) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function keyOf({ workspaceId, object, id }: Place): string {
  return `${workspaceId} ${object} ${id}`
}

/** Of this process. */
export const presence = createPresence({ forgetAfter: 30_000 })
