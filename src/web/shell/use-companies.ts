import { useQuery } from '@tanstack/react-query'

import { api } from '../client/api.ts'
import { useSession, useSignIn } from '../client/session.tsx'
import { useToast } from '../kit/toast.tsx'

import type { Session } from '../client/session.tsx'

interface Company {
  id: string
  name: string
  is_current: boolean
}

/** The other companies one works in, and the way there. Asked when the menu opens. */
export function useCompanies(isWanted: boolean): { others: Company[]; go(id: string): void } {
  const { looking_as } = useSession()
  const { goOnAs } = useSignIn()
  const toast = useToast()
  const answer = useQuery({ queryKey: ['companies'], queryFn: ({ signal }) => api.get<{ data: Company[] }>('/workspaces', { signal }), enabled: isWanted && !looking_as })
  return {
    others: (answer.data?.data ?? []).filter((company) => !company.is_current),
    go: (workspace) => void goOnAs(() => api.post<Session>('/session/workspace', { workspace })).catch(toast.problem),
  }
}
