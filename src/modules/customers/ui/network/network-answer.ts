/** Customers around one, two steps far, as the server answers them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { api } from '../../../../web/client/api.ts'
import { keys } from '../../../../web/client/records.ts'
import { customersPath } from '../customer-answer.ts'

import type { CustomerNetwork } from '../../queries/customer-links.ts'

export function useNetwork(id: string, limit: number) {
  return useQuery({
    queryKey: keys.about(customersPath, id, 'network', limit),
    queryFn: ({ signal }) => api.post<CustomerNetwork>(`/${customersPath}/${id}/network`, { limit }, { signal }),
    placeholderData: keepPreviousData,
  })
}
