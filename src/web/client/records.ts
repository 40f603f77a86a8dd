/** Records in the query cache: every key and every change in one place. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api } from './api.ts'

import type { InfiniteData, QueryClient } from '@tanstack/react-query'

export interface Reference {
  id: string
  name: string
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value
}

/** A record as read: fields of its object besides those that every record has. */
export interface RecordData {
  id: string
  version: number
  created_at: string
  created_by: Reference | null
  updated_at: string
  updated_by: Reference | null
  can: { change: boolean; delete: boolean }
  [field: string]: unknown
}

export type Filter = { [key: string]: unknown }

export interface ListQuery {
  q?: string
  filter?: Filter
  /** `-annual_amount,name` */
  sort?: string
  fields?: string[]
  limit?: number
  count?: 'none' | 'exact' | 'estimate'
  /** `end`: the last page first, each in the order of the list. */
  from?: 'start' | 'end'
}

export interface ListPage {
  data: RecordData[]
  next_cursor: string | null
  total: number | null
}

/** Every answer about an object starts with its path, so that a change can forget all of them at once. */
export const keys = {
  object: (path: string) => ['records', path] as const,
  lists: (path: string) => ['records', path, 'list'] as const,
  list: (path: string, query: ListQuery) => ['records', path, 'list', query] as const,
  record: (path: string, id: string) => ['records', path, 'record', id] as const,
  /** Answers about one record besides itself: `page`, `timeline`, `history`. */
  about: (path: string, id: string, what: string, ...rest: unknown[]) => ['records', path, 'about', id, what, ...rest] as const,
}

/** One record. `id` undefined asks nothing. */
export function useRecord(path: string, id: string | undefined) {
  return useQuery({
    queryKey: keys.record(path, id ?? ''),
    queryFn: ({ signal }) => api.get<RecordData>(`/${path}/${id}`, { signal }),
    enabled: id !== undefined,
  })
}

/** A list, page after page by cursor. `recordsOf(query.data)` gives the rows loaded so far. */
export function useList(path: string, query: ListQuery = {}, options: { enabled?: boolean } = {}) {
  return useInfiniteQuery({
    queryKey: keys.list(path, query),
    queryFn: ({ pageParam, signal }) => fetchList(path, query, { cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ListPage) => page.next_cursor ?? undefined,
    enabled: options.enabled ?? true,
  })
}

/** One page of a list outside of the cache, for pickers and searches. */
export function fetchList(path: string, query: ListQuery, options: { cursor?: string; signal?: AbortSignal } = {}): Promise<ListPage> {
  const { fields, ...rest } = query
  return api.get<ListPage>(`/${path}`, {
    query: { ...rest, fields: fields?.join(','), cursor: options.cursor },
    signal: options.signal,
  })
}

export function recordsOf(data: InfiniteData<ListPage> | undefined): RecordData[] {
  return data?.pages.flatMap((page) => page.data) ?? []
}

export function useCreate(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: { values: Record<string, unknown>; idempotencyKey?: string }) =>
      api.post<RecordData>(`/${path}`, input.values, { idempotencyKey: input.idempotencyKey }),
    onSuccess: (record) => {
      client.setQueryData(keys.record(path, record.id), record)
      forget(client)
    },
  })
}

export interface PatchInput {
  id: string
  /** Version on which the change is based; a stale one is answered 412 with the collisions. */
  version: number
  /** As written: references as ids. */
  changes: Record<string, unknown>
  /** As shown until the server has answered, e.g. references as `{ id, name }`. */
  shown?: Record<string, unknown>
}

/** Changes one record; shows the change at once and takes it back when it is refused. */
export function usePatch(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: PatchInput) => api.patch<RecordData>(`/${path}/${input.id}`, input.changes, { ifMatch: input.version }),
    onMutate: async (input) => {
      await client.cancelQueries({ queryKey: keys.object(path) })
      const before = client.getQueriesData({ queryKey: keys.object(path) })
      showRecord(client, path, input.id, { ...input.changes, ...input.shown })
      return { before }
    },
    onError: (_error, _input, context) => context?.before.forEach(([key, data]) => client.setQueryData(key, data)),
    onSuccess: (record) => showRecord(client, path, record.id, record),
    onSettled: () => forget(client),
  })
}

/** To the recycle bin. */
export function useRemove(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete(`/${path}/${id}`),
    onSuccess: (_answer, id) => {
      client.setQueriesData<InfiniteData<ListPage>>({ queryKey: keys.lists(path) }, (data) => mapRecords(data, (record) => (record.id === id ? [] : [record])))
      forget(client)
    },
  })
}

/** Back from the recycle bin: the undo of `useRemove`. */
export function useRestore(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<RecordData>(`/${path}/${id}/restore`),
    onSuccess: () => forget(client),
  })
}

/** Body of a batch: up to 1,000 operations in one request, a result per operation. */
export interface BatchInput {
  create?: Record<string, unknown>[]
  update?: Record<string, unknown>[]
  delete?: string[]
  atomic?: boolean
}

/** What the domain does to one record, e.g. `complete` of a task. Everything shown may depend on it. */
export function useRecordAction<T = RecordData>(path: string, action: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: { id: string; body?: Record<string, unknown> }) => api.post<T>(`/${path}/${input.id}/${action}`, input.body ?? {}),
    onSettled: () => void client.invalidateQueries({ queryKey: ['records'] }),
  })
}

/** Other objects show parts of the changed one (time lines, counts), so all are asked again. Nobody waits for the answers. */
function forget(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['records'] })
}

function showRecord(client: QueryClient, path: string, id: string, changes: Record<string, unknown>): void {
  client.setQueryData<RecordData>(keys.record(path, id), (record) => record && { ...record, ...changes })
  client.setQueriesData<InfiniteData<ListPage>>({ queryKey: keys.lists(path) }, (data) =>
    mapRecords(data, (record) => [record.id === id ? { ...record, ...changes } : record]),
  )
}

function mapRecords(data: InfiniteData<ListPage> | undefined, change: (record: RecordData) => RecordData[]): InfiniteData<ListPage> | undefined {
  // A key below `lists` may hold something else than pages while it is loading.
  if (!data?.pages) return data
  return { ...data, pages: data.pages.map((page) => ({ ...page, data: page.data.flatMap(change) })) }
}
