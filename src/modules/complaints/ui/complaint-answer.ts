/** The page of a complaint in one answer, and the words of its steps. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'

import type { RecordData } from '../../../web/client/records.ts'

export const complaintsPath = 'complaints'

interface ComplaintAnswer {
  record: RecordData
  compensations: RecordData[] | null
}

export function useComplaint(id: string) {
  return useQuery({
    queryKey: keys.about(complaintsPath, id, 'page'),
    queryFn: ({ signal }) => api.get<ComplaintAnswer>(`/${complaintsPath}/${id}/page`, { signal }),
  })
}

export function referenceOf(value: unknown): { id: string; name: string } | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value ? { id: String(value.id), name: String(value.name) } : undefined
}

export const stepNames = ['listened', 'defined', 'proposed', 'agreed', 'apologised', 'done', 'verified'] as const

export interface Stamp {
  step: string
  at: string
  by?: string | null
  note?: string | null
}

export function stampsOf(record: RecordData): Stamp[] {
  return Array.isArray(record.steps) ? record.steps : []
}
