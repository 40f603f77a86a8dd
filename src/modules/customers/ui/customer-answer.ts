/** The page of a customer in one request. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'

import type { RecordData } from '../../../web/client/records.ts'
import type { TimeLinePage } from '../../../web/records/record/time-line.tsx'

export const customersPath = 'customers'

/** All that was ever bought. Sums are decimal strings; `product` is the name of what was bought. */
export interface CustomerStatistics {
  total: { count: number; sum: string; mean: string | null }
  last_at: string | null
  by_month: { month: string; sum: string; count: number }[]
  by_product: { product: string; sum: string; count: number }[]
}

export interface CustomerAnswer {
  record: RecordData
  contacts: RecordData[]
  preferences: RecordData[]
  special_days: RecordData[]
  relationships: RecordData[]
  tasks: RecordData[]
  timeline: TimeLinePage
  statistics: CustomerStatistics
  /** Told by the module of personal data, and read by its parts. */
  privacy: unknown
}

export function useCustomer(id: string) {
  return useQuery({
    queryKey: keys.about(customersPath, id, 'page'),
    queryFn: ({ signal }) => api.get<CustomerAnswer>(`/${customersPath}/${id}/page`, { signal }),
  })
}
