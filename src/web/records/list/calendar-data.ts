import { useQuery } from '@tanstack/react-query'

import { api } from '../../client/api.ts'
import { fetchList, keys } from '../../client/records.ts'
import { allOf } from '../filter/filter-model.ts'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery } from '../../client/records.ts'

/** What the server answers at once. Days with more say how many. */
const most = 500

/** The records of some days in the order of time, and how many each day has. */
export function useCalendar(object: ObjectMetadata, field: FieldMetadata, query: ListQuery, days: string[]) {
  const filter = allOf(query.filter, { [field.name]: { gte: days[0], lte: days.at(-1) } }) ?? {}
  return useQuery({
    queryKey: [...keys.list(object.path, { ...query, filter }), 'calendar', field.name],
    queryFn: async ({ signal }) => {
      const list = fetchList(object.path, { ...query, filter, sort: field.name, fields: [...(query.fields ?? []), field.name], limit: most, count: 'none' }, { signal })
      const body = { object: object.name, q: query.q, filter, group_by: [{ field: field.name, by: 'day', as: 'day' }], measures: [{ fn: 'count', as: 'count' }], limit: 100 }
      const counts = api.post<{ data: { day: string; count: number }[] }>('/query', body, { signal })
      const [page, counted] = await Promise.all([list, counts])
      return { records: page.data, counts: new Map(counted.data.map(({ day, count }) => [day, count])) }
    },
    placeholderData: (before) => before,
  })
}
