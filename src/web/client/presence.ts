/** Who else is at the record one looks at, and what they edit. The server forgets whoever gives no sign for half a minute. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { api } from './api.ts'
import { randomId } from './random-id.ts'
import { useSession } from './session.tsx'

export interface Other {
  id: string
  name: string
  is_editing: boolean
  /** Name of the field; null also where one may not read it. */
  field: string | null
}

/** As of a turn of the server's. */
export interface Others {
  data: Other[]
  turn: number
}

const signEvery = 10_000
const noOthers: Other[] = []

/** What is being edited in this window: one thing at a time. */
let editing: { id: string; field: string } | undefined
const listeners = new Set<(id: string) => void>()

export const presenceKey = (object: string, id: string) => ['presence', object, id] as const

export function useOthers(object: { name: string; path: string }, id: string): Other[] {
  const client = useQueryClient()
  const { looking_as } = useSession()
  const { name, path } = object
  const isAnnounced = !looking_as
  // Each time anew: leaving and coming back may reach the server in the other order.
  const [windowId] = useState(randomId)
  const answer = useQuery({
    queryKey: presenceKey(name, id),
    queryFn: async () => {
      const answered = await sign(path, id, windowId)
      return laterOf(client.getQueryData(presenceKey(name, id)), answered)
    },
    enabled: isAnnounced,
    refetchInterval: signEvery,
    refetchOnWindowFocus: 'always',
    staleTime: Infinity,
    gcTime: 0,
  })
  useEffect(() => {
    if (!isAnnounced) return
    const onEditing = (changed: string) => {
      if (changed === id) void client.refetchQueries({ queryKey: presenceKey(name, id) })
    }
    const leave = () => void fetch(`/api/v1/${path}/${id}/presence`, { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ window: windowId, is_gone: true }) }).catch(() => undefined)
    listeners.add(onEditing)
    window.addEventListener('pagehide', leave)
    return () => {
      listeners.delete(onEditing)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [client, isAnnounced, name, path, id, windowId])
  return answer.data?.data ?? noOthers
}

/** Tells the others which field is being edited here while `field` is given. */
export function useEditing(id: string | undefined, field: string | undefined): void {
  useEffect(() => {
    if (!id || !field) return
    announce(id, { id, field })
    return () => announce(id, undefined)
  }, [id, field])
}

function announce(id: string, next: typeof editing): void {
  editing = next
  listeners.forEach((listener) => listener(id))
}

/** An answer and what the stream tells overtake each other. */
export function laterOf(known: Others | undefined, others: Others): Others {
  return known && known.turn > others.turn ? known : others
}

async function sign(path: string, id: string, windowId: string): Promise<Others> {
  return api.post(`/${path}/${id}/presence`, { window: windowId, editing: editing?.id === id ? editing.field : null })
}
