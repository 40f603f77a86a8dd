/** The page of a lead in one request. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'

import type { RecordData } from '../../../web/client/records.ts'
import type { TimeLinePage } from '../../../web/records/record/time-line.tsx'

export const leadsPath = 'leads'

interface LeadAnswer {
  record: RecordData
  timeline: TimeLinePage
}

export function useLead(id: string) {
  return useQuery({
    queryKey: keys.about(leadsPath, id, 'page'),
    queryFn: ({ signal }) => api.get<LeadAnswer>(`/${leadsPath}/${id}/page`, { signal }),
  })
}

export function referenceOf(value: unknown): { id: string; name: string } | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value ? { id: String(value.id), name: String(value.name) } : undefined
}
