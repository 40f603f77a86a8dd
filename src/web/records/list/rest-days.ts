import { useQuery } from '@tanstack/react-query'

import { api } from '../../client/api.ts'

/** The days of a span that are not worked by the calendar of the company, with the name of the holiday where it has one. */
export function useRestDays(days: readonly string[]): ReadonlyMap<string, string | null> | undefined {
  const [from, to] = [days[0], days.at(-1)]
  const { data } = useQuery({
    queryKey: ['rest-days', from, to],
    queryFn: async ({ signal }) => new Map((await api.post<{ days: { day: string; name: string | null }[] }>('/calendars/rest-days', { from, to }, { signal })).days.map(({ day, name }) => [day, name])),
    staleTime: 3_600_000,
  })
  return data
}
