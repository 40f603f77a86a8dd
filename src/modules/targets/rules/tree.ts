/** Departments and territories as trees. Pure. */
export interface Branch {
  id: string
  parent: string | null
}

/** Itself and all below it. A ring, should there be one, is gone round once. */
export function withBelow(branches: readonly Branch[], id: string): string[] {
  const children = childrenOf(branches)
  const found = new Set([id])
  for (const each of found) for (const child of children.get(each) ?? []) found.add(child)
  return [...found]
}

function childrenOf(branches: readonly Branch[]): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const { id, parent } of branches) if (parent) children.set(parent, [...(children.get(parent) ?? []), id])
  return children
}
