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
  statistics: CustomerStatistics | null
  /** Told by the module of archive rules, and read by its part. */
  archive_clocks: unknown
  /** Told by the module of personal data, and read by its parts. */
  privacy: unknown
  /** Pairs of which this customer may be one of two files; null where the person may not see them. */
  open_pairs: number | null
}

type ListName = 'contacts' | 'preferences' | 'special_days' | 'relationships' | 'tasks'

/** Parts whose object the person may not see come as null. */
type Answered = Omit<CustomerAnswer, ListName> & Record<ListName, RecordData[] | null>

export function useCustomer(id: string) {
  return useQuery({
    queryKey: keys.about(customersPath, id, 'page'),
    queryFn: async ({ signal }): Promise<CustomerAnswer> => {
      const page = await api.get<Answered>(`/${customersPath}/${id}/page`, { signal })
      const { contacts, preferences, special_days: days, relationships, tasks } = page
      return { ...page, contacts: contacts ?? [], preferences: preferences ?? [], special_days: days ?? [], relationships: relationships ?? [], tasks: tasks ?? [] }
    },
  })
}
