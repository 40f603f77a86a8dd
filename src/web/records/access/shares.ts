/** With whom single records are shared. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../client/api.ts'
import { keys } from '../../client/records.ts'
import { formatDate } from '../../kit/format.ts'
import { useToast } from '../../kit/toast.tsx'

import type { Reference } from '../../client/records.ts'

export interface Share {
  id: string
  person: Reference | null
  department: Reference | null
  right: 'read' | 'write'
  /** The last day; null without an end. */
  until: string | null
  note: string | null
  created_by: Reference | null
  created_at: string
}

export interface NewShare {
  person?: string
  department?: string
  right: Share['right']
  until?: string
  note?: string
}

export function useShares(path: string, id: string) {
  return useQuery({
    queryKey: keys.about(path, id, 'shares'),
    queryFn: async ({ signal }) => (await api.get<{ data: Share[] }>(`/${path}/${id}/shares`, { signal })).data,
    retry: false,
  })
}

export function useShare(path: string, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (share: NewShare) => api.post<Share>(`/${path}/${id}/share`, share),
    onSettled: () => void client.invalidateQueries({ queryKey: ['records'] }),
  })
}

/** Takes a share back; the message offers to give it again. */
export function useUnshare(path: string, id: string): (share: Share) => Promise<void> {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const again = useShare(path, id)
  return async (share) => {
    try {
      await api.post(`/${path}/${id}/unshare`, { share: share.id })
      toast.done(t('access.unshared', { name: shareName(share) }), { undo: () => void again.mutateAsync(asNew(share)).catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    }
    await client.invalidateQueries({ queryKey: ['records'] })
  }
}

export function shareName(share: Share): string {
  return (share.person ?? share.department)?.name ?? ''
}

/** `may change · until 1 Mar` */
export function useShareWords(): (share: Share) => string {
  const { t } = useTranslation()
  return (share) => [t(`access.right.${share.right}`), share.until ? t('access.until', { day: formatDate(share.until, 'short') }) : '', share.note ?? ''].filter(Boolean).join(' · ')
}

function asNew({ person, department, right, until, note }: Share): NewShare {
  return { ...(person ? { person: person.id } : {}), ...(department ? { department: department.id } : {}), right, ...(until ? { until } : {}), ...(note ? { note } : {}) }
}
