import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../../web/client/api.ts'
import { useToast } from '../../../../web/kit/toast.tsx'

import type { MergeRequest } from './comparison.tsx'

/** Merging, its undo, and deciding that two are not the same: each with the way back in the corner of the eye. */
export function useMerging({ onDone }: { onDone?: (merged: MergeRequest) => void } = {}) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const forget = () => void client.invalidateQueries({ queryKey: ['records'] })
  const undo = useMutation({
    mutationFn: (merge: string) => api.post(`/merges/${merge}/undo`),
    onSuccess: () => toast.done(t('customers.duplicates.undone_toast')),
    onError: toast.problem,
    onSettled: forget,
  })
  const merge = useMutation({
    mutationFn: ({ survivor, loser, take }: MergeRequest) => api.post<{ id: string }>(`/customers/${survivor.id}/merge`, { with: loser.id, take }),
    onSuccess: ({ id }, request) => {
      toast.done(t('customers.duplicates.merged_toast', { loser: request.loser.name, survivor: request.survivor.name }), { undo: () => undo.mutate(id) })
      onDone?.(request)
    },
    onError: toast.problem,
    onSettled: forget,
  })
  const decide = useMutation({
    mutationFn: ({ pair, verb }: { pair: string; verb: 'dismiss' | 'reopen' }) => api.post(`/duplicate-pairs/${pair}/${verb}`),
    onSuccess: (_answer, { pair, verb }) => {
      if (verb === 'dismiss') toast.done(t('customers.duplicates.dismissed_toast'), { undo: () => decide.mutate({ pair, verb: 'reopen' }) })
    },
    onError: toast.problem,
    onSettled: forget,
  })
  return { merge, undo, decide }
}
