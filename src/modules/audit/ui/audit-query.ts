/** What the page asks, as it stands in the URL: a filter can be sent to a colleague. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'

import { api } from '../../../web/client/api.ts'

import type { AuditEntry } from '../audit-shape.ts'

export const filterNames = ['person', 'from', 'to', 'act', 'object', 'record', 'address'] as const
export type FilterName = (typeof filterNames)[number]
export type AuditQuery = Partial<Record<FilterName, string>>

interface Page {
  data: AuditEntry[]
  next_cursor: string | null
}

export function useAuditQuery() {
  const [parameters, setParameters] = useSearchParams()
  const text = filterNames.map((name) => parameters.get(name) ?? '').join('\n')
  const query = useMemo<AuditQuery>(() => {
    const values = text.split('\n')
    return Object.fromEntries(filterNames.flatMap((name, index) => (values[index] ? [[name, values[index]]] : [])))
  }, [text])
  const change = (changes: Partial<Record<FilterName | 'entry', string | undefined>>) =>
    setParameters((before) => {
      const after = new URLSearchParams(before)
      for (const [name, value] of Object.entries(changes)) {
        if (value) after.set(name, value)
        else after.delete(name)
      }
      return after
    })
  return {
    query,
    entry: parameters.get('entry') ?? undefined,
    setFilter: (changes: AuditQuery) => change({ ...changes, ...('object' in changes && !('record' in changes) ? { record: undefined } : {}) }),
    clear: () => change(Object.fromEntries(filterNames.map((name) => [name, undefined]))),
    open: (id: string | undefined) => change({ entry: id }),
    /** Leaves the open entry for everything that is like it. */
    only: (filter: AuditQuery) => change({ ...Object.fromEntries(filterNames.map((name) => [name, undefined])), ...filter, entry: undefined }),
  }
}

export function useEntries(query: AuditQuery) {
  return useInfiniteQuery({
    queryKey: ['audit', 'entries', query],
    queryFn: ({ pageParam, signal }) => api.get<Page>('/audit', { query: { ...query, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  })
}
