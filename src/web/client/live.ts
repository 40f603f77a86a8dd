/** What others change, and oneself in another window, appears by itself: one event stream marks the answers it concerns as out of date. */
import { useEffect, useRef } from 'react'
import { useQueryClient } from '@tanstack/react-query'

import { useMetadata } from './metadata.tsx'
import { laterOf, presenceKey } from './presence.ts'

import type { Others } from './presence.ts'

interface Change {
  kind: string
  object: string
  record_id: string
  about_id: string | null
}

/** Objects whose records say what there is: everybody's pages are drawn anew with it. */
const defining = new Set(['custom_object', 'custom_field'])

/** Changes that come together (an import, a bulk change) are answered by asking once. */
const gatherFor = 400

export const unreadKey = ['unread'] as const
export const inboxKey = ['inbox'] as const

export function useLiveChanges(): void {
  const client = useQueryClient()
  const { objects } = useMetadata()
  /** Kept over streams: another metadata opens another one. */
  const hasOtherRights = useRef(false)
  /** What the stream said last of the layouts that concern this person. */
  const layouts = useRef<string | undefined>(undefined)

  useEffect(() => {
    const paths = new Map(objects.map((object) => [object.name, object.path]))
    const stalePaths = new Set<string>()
    const staleRecords = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined

    const refresh = () => {
      timer = undefined
      // Taken along, because the sets are emptied before the cache looks.
      const [changedPaths, changedRecords] = [new Set(stalePaths), new Set(staleRecords)]
      void client.invalidateQueries({
        predicate: ({ queryKey: [root, path, what, ...rest] }) =>
          root === 'records' && (what === 'list' ? changedPaths.has(String(path)) : rest.some((part) => typeof part === 'string' && changedRecords.has(part))),
      })
      stalePaths.clear()
      staleRecords.clear()
    }

    const source = new EventSource('/api/v1/stream')
    source.addEventListener('change', (event) => {
      const change: Change = JSON.parse(event.data)
      const path = paths.get(change.object)
      if (path) stalePaths.add(path)
      // What hangs on the record comes and goes with it.
      if (/\.(deleted|restored)$/.test(change.kind)) for (const each of paths.values()) stalePaths.add(each)
      staleRecords.add(change.record_id)
      if (change.about_id) staleRecords.add(change.about_id)
      if (defining.has(change.object)) void client.invalidateQueries({ queryKey: ['metadata'] })
      timer ??= setTimeout(refresh, gatherFor)
    })
    source.addEventListener('presence', (event) => {
      const { object, id, people, turn } = JSON.parse(event.data)
      client.setQueryData(presenceKey(object, id), (known: Others | undefined) => laterOf(known, { data: people, turn }))
    })
    // Other rights make other pages: everything is asked for with those of now. What changed until the stream is back is asked for then.
    source.addEventListener('rights', () => {
      hasOtherRights.current = true
      for (const root of ['session', 'metadata', 'records']) void client.invalidateQueries({ queryKey: [root] })
    })
    // Panels were moved: forms and pages are drawn with those of now. What is said first is no news.
    source.addEventListener('layouts', (event) => {
      if (layouts.current !== undefined && layouts.current !== event.data) void client.invalidateQueries({ queryKey: ['metadata'] })
      layouts.current = event.data
    })
    // How much is unread: the stream says it at first and whenever it changes.
    source.addEventListener('unread', (event) => {
      client.setQueryData(unreadKey, JSON.parse(event.data))
      void client.invalidateQueries({ queryKey: inboxKey })
    })
    source.addEventListener('open', () => {
      // Who came before the stream was there was not told.
      void client.refetchQueries({ queryKey: ['presence'] })
      if (hasOtherRights.current) void client.invalidateQueries({ queryKey: ['records'] })
      hasOtherRights.current = false
    })
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [client, objects])
}
