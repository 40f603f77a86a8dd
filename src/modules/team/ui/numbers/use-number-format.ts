import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'

import { api } from '../../../../web/client/api.ts'

import type { RecordData } from '../../../../web/client/records.ts'

/** What the next number would be, or why the format cannot be used. */
export function useNextNumber(object: string, format: string) {
  return useQuery({
    queryKey: ['records', 'number-formats', 'next', object, format],
    queryFn: async ({ signal }) => (await api.post<{ next: string }>('/number-formats/preview', { object, format }, { signal })).next,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** Sets and takes back the format of one object. Metadata carries the one in force, so it is asked again. */
export function useNumberFormat(object: string, kept: RecordData | undefined) {
  const client = useQueryClient()
  const reload = async () => {
    await Promise.all([client.invalidateQueries({ queryKey: ['records', 'number-formats'] }), client.invalidateQueries({ queryKey: ['metadata'] })])
  }
  const path = `/number-formats/${kept?.id ?? ''}`
  return {
    set: async (format: string) => {
      await (kept ? api.patch(path, { format }) : api.post('/number-formats', { object, format }))
      await reload()
    },
    reset: async () => {
      // Undone right after it was set, it is not known here yet.
      const { data } = await api.get<{ data: RecordData[] }>('/number-formats', { query: { filter: { object } } })
      for (const { id } of data) await api.delete(`/number-formats/${id}`)
      await reload()
    },
    restore: async () => {
      await api.post(`${path}/restore`)
      await reload()
    },
  }
}
