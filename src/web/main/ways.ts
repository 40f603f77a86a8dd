import { useQuery } from '@tanstack/react-query'

import { api } from '../client/api.ts'

export interface Ways {
  single_sign_on: { workspace: string; id: string; name: string }[]
  can_reset: boolean
}

/** How one may come in. On a server of several companies the address names the company: `?company=...`. */
export function useWays() {
  const company = new URLSearchParams(window.location.search).get('company') ?? undefined
  return useQuery({ queryKey: ['ways', company], queryFn: ({ signal }) => api.get<Ways>('/session/ways', { query: { workspace: company }, signal }), staleTime: 60_000, retry: false })
}
