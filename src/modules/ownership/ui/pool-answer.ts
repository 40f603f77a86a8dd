import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useToast } from '../../../web/kit/toast.tsx'

import type { InfiniteData } from '@tanstack/react-query'
import type { Reference } from '../../../web/client/records.ts'

/** Fields that the person may not see are not there. */
export interface PoolCustomer {
  id: string
  name?: string
  number?: string
  tier?: string
  industry?: string | null
  city?: string | null
  annual_amount?: string
}

export interface PoolRow {
  customer: PoolCustomer
  since: string
  how: string | null
  reason: string | null
  days: string | null
  /** In the list of pools. */
  place: number
  former_owner: Reference | null
}

export interface PoolStanding {
  id: string
  name: string
  most_held: number | null
  most_claims: number | null
  cooling_days: number
  held: number
  claimed: number
  is_for_me: boolean
}

interface PoolAnswer {
  pools: PoolStanding[]
  data: PoolRow[]
  has_more: boolean
}

export function usePool(asked: { pool: string | null; q: string }) {
  return useInfiniteQuery({
    queryKey: ['records', 'pools', 'browse', asked],
    queryFn: ({ pageParam, signal }) => api.post<PoolAnswer>('/pools/browse', { ...asked, after: pageParam }, { signal }),
    initialPageParam: undefined as { since: string; id: string } | undefined,
    getNextPageParam: (page: PoolAnswer) => {
      const last = page.data.at(-1)
      return page.has_more && last ? { since: new Date(last.since).toISOString(), id: last.customer.id } : undefined
    },
  })
}

export function poolRowsOf(data: InfiniteData<PoolAnswer> | undefined): PoolRow[] {
  return data?.pages.flatMap((page) => page.data) ?? []
}

export function useClaim() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: PoolCustomer) => api.post(`/customers/${id}/claim`, {}),
    onSuccess: (_answer, { name, number }) => toast.done(t('ownership.pool.claimed', { name: name ?? number ?? '' })),
    onError: toast.problem,
    onSettled: () => void client.invalidateQueries({ queryKey: ['records'] }),
  })
}
