/** Changes of many that the server works on: asked about while they run, so that a page that was closed finds them again. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import { api } from '../../client/api.ts'
import { keys } from '../../client/records.ts'

import type { Filter } from '../../client/records.ts'
import type { BulkAnswerResult } from '../../../exchange/bulk/bulk-answer.ts'
import type { BulkState } from '../../../exchange/bulk/bulk-record.ts'

export interface BulkChange {
  id: string
  object: string
  state: BulkState
  work: { change?: Record<string, unknown>; add?: Record<string, unknown[]>; remove?: Record<string, unknown[]>; delete?: true }
  total: number
  result: BulkAnswerResult
  created_at: string
}

export interface BulkRequest {
  ids?: string[]
  filter?: Filter
  q?: string
  /** So many the person saw; the server refuses when there are more or fewer by now. */
  expected?: number
  change?: Record<string, unknown>
  add?: Record<string, unknown[]>
  remove?: Record<string, unknown[]>
  delete?: true
}

const base = '/bulk-changes'
const often = 500
const shown = 20

const key = (object: string) => ['bulk', object]

/** One's own, newest first. */
export function useBulkChanges(object: string) {
  return useQuery({
    queryKey: key(object),
    // Begun in another window, or by a program of the same person.
    staleTime: 0,
    queryFn: async ({ signal }) => (await api.get<{ data: BulkChange[] }>(base, { query: { object, limit: shown }, signal })).data,
    refetchInterval: ({ state }) => (state.data?.some(isAtWork) ? often : false),
  })
}

/** The one that is at work, how to begin and stop it, and word of its end. */
export function useBulkWork(object: { name: string; path: string }, onEnd: (change: BulkChange) => void) {
  const client = useQueryClient()
  const { data } = useBulkChanges(object.name)
  const atWork = data?.find(isAtWork)
  const watched = useRef<string>(undefined)
  const latest = useRef(onEnd)
  latest.current = onEnd
  useEffect(() => {
    const ended = data?.find((change) => change.id === watched.current && !isAtWork(change))
    watched.current = atWork?.id
    if (!ended) return
    latest.current(ended)
    void client.invalidateQueries({ queryKey: keys.object(object.path) })
  }, [data, atWork, client, object.path])

  const look = () => client.invalidateQueries({ queryKey: key(object.name) })
  return {
    atWork,
    begin: async (request: BulkRequest) => {
      const begun = await api.post<BulkChange>(`/${object.path}/bulk`, request)
      watched.current = begun.id
      await look()
    },
    stop: async (id: string) => {
      await api.post(`${base}/${id}/cancel`)
      await look()
    },
    undo: async (id: string) => {
      await api.post(`${base}/${id}/undo`)
      watched.current = id
      await look()
    },
  }
}

export function isAtWork({ state }: BulkChange): boolean {
  return state === 'running' || state === 'undoing'
}

/** Records that are done with, of so many. */
export function progressOf({ state, total, result }: BulkChange): { done: number; total: number } {
  if (state === 'undoing') return { done: (result.undone?.records ?? 0) + (result.undone?.kept ?? 0), total: result.changed }
  return { done: result.changed + result.unchanged + result.passed_over + result.refused, total }
}
