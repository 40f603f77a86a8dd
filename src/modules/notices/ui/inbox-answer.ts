/** What the server says of one's notifications, and marking them as read. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { inboxKey, unreadKey } from '../../../web/client/live.ts'
import { useMetadata } from '../../../web/client/metadata.tsx'
import { useToast } from '../../../web/kit/toast.tsx'

import type { InboxEntry } from '../queries/describe.ts'

export type { InboxEntry }

export type InboxState = 'all' | 'unread'

interface InboxPage {
  data: InboxEntry[]
  next_cursor: string | null
  unread: number
}

export function useInbox(state: InboxState) {
  return useInfiniteQuery({
    queryKey: [...inboxKey, state],
    queryFn: ({ pageParam, signal }) => api.get<InboxPage>('/inbox', { query: { state, limit: 30, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: InboxPage) => page.next_cursor ?? undefined,
  })
}

export type Marked = { ids: string[]; read?: boolean } | { kind: string } | { all: true }

export function useMarkRead() {
  const client = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (which: Marked) => api.post<{ unread: number }>('/inbox/read', which),
    onSuccess: ({ unread }) => {
      client.setQueryData(unreadKey, unread)
      void client.invalidateQueries({ queryKey: inboxKey })
    },
    onError: toast.problem,
  })
}

/** Exports are kept for a week; after that their notifications lead to the list. */
const keptFor = 7 * 86_400_000

export function fileOf({ file, at }: InboxEntry, now: Date = new Date()): string | null {
  return file && now.getTime() - Date.parse(at) < keptFor ? api.url(file) : null
}

/** Where a notification leads: to its record, or to the list of what it tells of. */
export function usePlaceOf(): (entry: InboxEntry) => string | null {
  const { objects } = useMetadata()
  return (entry) => {
    if (entry.kind.startsWith('import_')) return '/imports'
    const object = objects.find(({ name }) => name === entry.object)
    if (!object) return null
    if (!entry.record) return `/${object.path}`
    return `/${object.path}/${entry.record.id}${entry.entry ? `?entry=${entry.entry}` : ''}`
  }
}
