/** The page of a request in one answer. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'

import type { RecordData } from '../../../web/client/records.ts'

export const requestsPath = 'service-requests'

interface RequestAnswer {
  record: RecordData
  /** Newest first. */
  messages: RecordData[]
}

export function useRequest(id: string) {
  return useQuery({
    queryKey: keys.about(requestsPath, id, 'page'),
    queryFn: ({ signal }) => api.get<RequestAnswer>(`/${requestsPath}/${id}/page`, { signal }),
  })
}

export function referenceOf(value: unknown): { id: string; name: string } | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value ? { id: String(value.id), name: String(value.name) } : undefined
}

export const doneStatuses = ['completed', 'evaluated', 'closed', 'cancelled']
