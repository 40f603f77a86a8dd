/** What this person has on Today. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'

import type { Pins } from '../actions/pin.ts'

const key = [...keys.lists('reports'), 'pins']

export function usePins() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => api.post<Pins>('/reports/pins', {}, { signal }) })
}

export function usePin(object: 'report' | 'dashboard', id: string): { isPinned: boolean; toggle(): void } {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const pins = usePins()
  const isPinned = pins.data?.[`${object}s`].some((each) => each.id === id) ?? false
  const change = useMutation({
    mutationFn: () => api.post<Pins>(`/${object}s/${id}/pin`, { is_pinned: !isPinned }),
    onSuccess: (answer) => {
      client.setQueryData(key, answer)
      toast.done(t(isPinned ? 'reports.unpinned' : 'reports.pinned'))
    },
    onError: toast.problem,
  })
  return { isPinned, toggle: () => change.mutate() }
}
