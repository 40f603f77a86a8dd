/** Names of the records that a filter points to by id, asked once for all of an object. */
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'

import { titleOf, useMetadata } from '../../client/metadata.tsx'
import { fetchList, keys } from '../../client/records.ts'
import { fieldAt } from '../list/columns.ts'
import { relatedOf } from './related.ts'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { Names } from './filter-words.ts'
import type { FilterNode } from './filter-model.ts'

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-/i

export function useReferenceNames(object: ObjectMetadata, tree: FilterNode): Names {
  const metadata = useMetadata()
  const wanted = useMemo(() => idsByTarget(metadata, object, tree), [metadata, object, tree])
  const queries = useQueries({
    queries: [...wanted].map(([target, ids]) => {
      const found = metadata.objects.find(({ name }) => name === target)
      const query = { filter: { id: { in: [...ids] } }, limit: 500 }
      return {
        queryKey: [...keys.object(found?.path ?? target), 'names', query],
        queryFn: async () => (await fetchList(found?.path ?? '', query)).data.map((record) => ({ id: record.id, name: found ? titleOf(found, record) : record.id })),
        enabled: found !== undefined,
        staleTime: 10 * 60_000,
      }
    }),
  })
  const named = queries.flatMap((query) => query.data ?? [])
  const text = JSON.stringify(named)
  // By what it holds: the array itself is a new one each time.
  return useMemo(() => new Map(named.map(({ id, name }) => [id, name])), [text])
}

function idsByTarget(metadata: ReturnType<typeof useMetadata>, object: ObjectMetadata, node: FilterNode, found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  if (node.kind === 'group') node.items.forEach((item) => idsByTarget(metadata, object, item, found))
  const related = node.kind === 'related' ? relatedOf(metadata, object, node.collection) : undefined
  if (node.kind === 'related' && related) idsByTarget(metadata, related.object, node.inner, found)
  if (node.kind !== 'condition') return found
  const target = fieldAt(metadata, object, node.path)?.target
  if (!target) return found
  const operands: unknown[] = Array.isArray(node.operand) ? node.operand : [node.operand]
  for (const operand of operands) {
    if (typeof operand !== 'string' || !idPattern.test(operand)) continue
    const ids = found.get(target) ?? new Set<string>()
    found.set(target, ids.add(operand))
  }
  return found
}
