import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'

/** What a rule would do, asked anew when it is changed. */
export function useSimulation<T>(path: string, asked: object) {
  return useQuery({
    queryKey: ['records', path, 'simulate', asked],
    queryFn: ({ signal }) => api.post<T>(`/${path}/simulate`, asked, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}
