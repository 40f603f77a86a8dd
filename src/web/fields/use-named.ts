import { useQuery } from '@tanstack/react-query'

import { titleOf, useObject } from '../client/metadata.tsx'
import { fetchList, keys } from '../client/records.ts'

/** Entries whose part names a record by its id alone, with the names that the caller may see. Not asked for where there is none. */
export function useNamed(entries: Record<string, unknown>[], part: { name: string; target?: string } | undefined, isAsked = true): Record<string, unknown>[] {
  const object = useObject(part?.target)
  const ids = part ? [...new Set(entries.map((entry) => entry[part.name]).filter((id) => typeof id === 'string' && id !== ''))] : []
  const found = useQuery({
    queryKey: [...keys.lists(object?.path ?? ''), 'named', ids],
    queryFn: ({ signal }) => fetchList(object?.path ?? '', { filter: { id: { in: ids } }, limit: 100, count: 'none' }, { signal }),
    enabled: isAsked && object !== undefined && ids.length > 0,
    staleTime: 60_000,
  })
  if (!part || !object || !found.data) return entries
  const names = new Map(found.data.data.map((record) => [record.id, titleOf(object, record)]))
  return entries.map((entry) => {
    const id = entry[part.name]
    const name = typeof id === 'string' ? names.get(id) : undefined
    return name === undefined ? entry : { ...entry, [part.name]: { id, name } }
  })
}
