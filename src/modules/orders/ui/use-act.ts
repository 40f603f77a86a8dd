import { useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'

import type { RecordData } from '../../../web/client/records.ts'

export interface Asked {
  id: string
  act: string
  body?: Record<string, unknown>
}

/** An act of the server on one record, named when it is done. Everything shown may depend on it. */
export function useAct(path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, act, body }: Asked) => api.post<RecordData>(`/${path}/${id}/${act}`, body ?? {}),
    onSettled: () => void client.invalidateQueries({ queryKey: ['records'] }),
  })
}
