/** The groups of a list with their counts and sums: one question to the server, no rows. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../client/api.ts'
import { keys } from '../../client/records.ts'
import { twinOf } from '../../fields/index.ts'
import { groupBy, inOrder } from './grouping.ts'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery } from '../../client/records.ts'
import type { Column } from './columns.ts'
import type { Grouping } from './grouping.ts'

export interface RowGroup {
  /** The value as text, for keys of drawing. */
  key: string
  value: unknown
  count: number
  /** By the name of the column. */
  sums: Record<string, unknown>
}

/** So many heads are drawn; lists of people who group by something with thousands of values are told so. */
export const mostGroups = 200

export function useGroups(object: ObjectMetadata, grouping: Grouping, columns: Column[], query: ListQuery) {
  const names = columns.filter((column) => column.path.length === 1 && twinOf(column.field).isAdded).map((column) => column.name)
  return useQuery({
    queryKey: [...keys.object(object.path), 'groups', groupBy(grouping), names, query.q, query.filter],
    queryFn: async ({ signal }) => {
      const measures = [{ fn: 'count', as: 'count' }, ...names.map((field, index) => ({ fn: 'sum', field, as: `sum${index}` }))]
      // Of times the newest, of everything else the largest are drawn.
      const body = { object: object.name, q: query.q, filter: query.filter ?? {}, group_by: [groupBy(grouping)], measures, sort: [grouping.unit ? '-value' : '-count'], limit: mostGroups }
      const { data } = await api.post<{ data: { value: unknown; count: number; [name: string]: unknown }[] }>('/query', body, { signal })
      return inOrder(grouping, data).map((row): RowGroup => ({
        key: JSON.stringify(row.value),
        value: row.value,
        count: row.count,
        sums: Object.fromEntries(names.map((name, index) => [name, row[`sum${index}`]])),
      }))
    },
    placeholderData: (before) => before,
  })
}
