/** Totals of everything that matches, for the columns that can be added up. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../client/api.ts'
import { keys } from '../../client/records.ts'
import { twinOf } from '../../fields/index.ts'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery } from '../../client/records.ts'
import type { Column } from './columns.ts'

export function useSums(object: ObjectMetadata, columns: Column[], query: ListQuery, isWanted: boolean): Record<string, unknown> | undefined {
  const added = columns.filter((column) => column.path.length === 1 && twinOf(column.field).isAdded)
  const names = added.map((column) => column.name)
  const answer = useQuery({
    queryKey: [...keys.object(object.path), 'sums', names, query.q, query.filter],
    queryFn: async ({ signal }) => {
      const body = { object: object.name, q: query.q, filter: query.filter ?? {}, measures: names.map((field) => ({ fn: 'sum', field, as: field })) }
      const { data } = await api.post<{ data: Record<string, unknown>[] }>('/query', body, { signal })
      return data[0] ?? {}
    },
    enabled: isWanted && names.length > 0,
    placeholderData: (before) => before,
  })
  return isWanted ? (answer.data ?? {}) : undefined
}
