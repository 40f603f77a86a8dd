/** Takes one event of a record back; the toast offers nothing further, for the history holds both. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../client/api.ts'
import { useToast } from '../../kit/toast.tsx'

export function useUndoChange() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: ({ path, id, event }: { path: string; id: string; event: string }) => api.post(`/${path}/${id}/undo`, { event }),
    onSuccess: () => toast.done(t('record.change_undone')),
    onError: toast.problem,
    onSettled: () => client.invalidateQueries({ queryKey: ['records'] }),
  })
}
