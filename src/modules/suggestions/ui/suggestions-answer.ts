/** What the server answers about one customer. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { useLanguage } from '../../../web/client/i18n.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'

import type { CountedCustomers } from '../queries/counted-customers.ts'
import type { HitRate } from '../queries/hit-rate.ts'
import type { FittingList } from '../queries/fitting-lists.ts'
import type { Suggestion } from '../queries/next-products.ts'

export interface Suggestions {
  /** Null before the first night. */
  standing: { as_of: string; window_days: number; customers: number; products: number; rules: number } | null
  data: Suggestion[]
}

export const listsPath = 'suggestion-lists'
export const proposalsPath = 'product-proposals'
export const exclusionsPath = 'product-exclusions'

export function useSuggestions(customer: string) {
  const language = useLanguage()
  return useQuery({ queryKey: keys.about('customers', customer, 'suggestions', language), queryFn: ({ signal }) => api.post<Suggestions>(`/customers/${customer}/suggestions`, {}, { signal }), enabled: useAsks('customer', 'suggestions') })
}

export function useFittingLists(customer: string) {
  return useQuery({ queryKey: keys.about('customers', customer, 'fitting-lists'), queryFn: ({ signal }) => api.post<{ data: FittingList[] }>(`/customers/${customer}/fitting-lists`, {}, { signal }), enabled: useAsks('customer', 'fitting-lists') })
}

export function useHitRate() {
  return useQuery({ queryKey: [...keys.lists(proposalsPath), 'hit-rate'], queryFn: ({ signal }) => api.post<HitRate>(`/${proposalsPath}/hit-rate`, {}, { signal }), enabled: useAsks('product_proposal', 'hit-rate') })
}

/** The lists behind what associations count; nothing for whoever does not see all that was counted. */
export function useCounted(ids: readonly string[]) {
  const isAsked = useAsks('product_association', 'counted')
  return useQuery({ queryKey: [...keys.lists('product-associations'), 'counted', ids], queryFn: ({ signal }) => api.post<{ counted: CountedCustomers | null }>('/product-associations/counted', { ids }, { signal }), enabled: isAsked, retry: false }).data?.counted
}

/** Whether the person may ask it at all. */
export function useAsks(object: string, query: string): boolean {
  return useObject(object)?.queries.includes(query) === true
}

export function useActs(object: string, action: string): boolean {
  return useObject(object)?.actions.some(({ name }) => name === action) === true
}
