/** Records with a parent as a tree. */
import { idOf } from '../../../web/client/reference-parts.ts'
import type { RecordData } from '../../../web/client/records.ts'

export interface Branch {
  id: string
  name: string
  record: RecordData
  depth: number
  below: Branch[]
}

/** In the order given. What points to a parent that is not there, or to itself over others, stands at the top: nothing is lost. */
export function treeOf(records: readonly RecordData[]): Branch[] {
  const ids = new Set(records.map(({ id }) => id))
  const parents = new Map(records.map((record) => [record.id, parentOf(record)]))
  const children = Map.groupBy(records, (record) => {
    const parent = parents.get(record.id)
    return parent && ids.has(parent) ? parent : undefined
  })
  const placed = new Set<string>()
  const grow = (record: RecordData, depth: number): Branch => {
    placed.add(record.id)
    const below = (children.get(record.id) ?? []).filter(({ id }) => !placed.has(id)).map((child) => grow(child, depth + 1))
    return { id: record.id, name: String(record.name ?? ''), record, depth, below }
  }
  const roots = (children.get(undefined) ?? []).map((record) => grow(record, 0))
  const circles = records.flatMap((record) => (placed.has(record.id) ? [] : [grow(record, 0)]))
  return [...roots, ...circles]
}

export function flatten(branches: readonly Branch[]): Branch[] {
  return branches.flatMap((branch) => [branch, ...flatten(branch.below)])
}

/** Where a branch may go: not into itself or below itself. */
export function placesFor(tree: readonly Branch[], branch: Branch): Branch[] {
  const own = new Set(flatten([branch]).map(({ id }) => id))
  return flatten(tree).filter(({ id }) => !own.has(id))
}

/** Id of the record above. */
export function parentOf({ parent }: RecordData): string | undefined {
  return idOf(parent) || undefined
}
