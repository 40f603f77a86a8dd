import { Decimal } from 'decimal.js'
import type { Branch } from './tree.ts'

export interface Part {
  /** The department that the person is in. */
  department: string | null
  target: string
  attained: string
}

export interface TeamSum {
  id: string
  name: string
  /** Steps below the highest department that is shown. */
  depth: number
  people: number
  target: string
  attained: string
}

/**
 * What the quotas of people come to along the tree of departments, each with everybody below it, in the order of the tree. Departments
 * without any are left out, and those that would only repeat the one below them; somebody without a department is in none.
 */
export function teamSums(departments: readonly (Branch & { name: string })[], parts: readonly Part[]): TeamSum[] {
  const known = new Map(departments.map((department) => [department.id, department]))
  const sums = new Map<string, { people: number; target: Decimal; attained: Decimal }>()
  for (const part of parts) {
    for (const id of pathUp(known, part.department)) {
      const sum = sums.get(id) ?? { people: 0, target: new Decimal(0), attained: new Decimal(0) }
      sums.set(id, { people: sum.people + 1, target: sum.target.plus(part.target), attained: sum.attained.plus(part.attained) })
    }
  }
  const shown = departments.filter(({ id }) => sums.has(id))
  const below = (parent: string | null) => shown.filter((each) => (each.parent && known.has(each.parent) ? each.parent : null) === parent)
  const of = (parent: string | null, depth: number): TeamSum[] =>
    below(parent).flatMap(({ id, name }) => {
      const sum = sums.get(id)
      if (!sum) return []
      if (below(id).some((only) => sums.get(only.id)?.people === sum.people)) return of(id, depth)
      return [{ id, name, depth, people: sum.people, target: sum.target.toFixed(), attained: sum.attained.toFixed() }, ...of(id, depth + 1)]
    })
  return of(null, 0)
}

/** A ring, should there be one, ends where it began. */
function pathUp(known: ReadonlyMap<string, Branch>, from: string | null): string[] {
  const path = new Set<string>()
  for (let at = from ? known.get(from) : undefined; at && !path.has(at.id); at = at.parent ? known.get(at.parent) : undefined) path.add(at.id)
  return [...path]
}
