/** Who stands above whom: a superior is the head of the own department, or of the nearest above that has another one. */

export interface Organisation {
  /** Everybody a line may come upon, also those who have left. */
  people: ReadonlyMap<string, { department: string | null; roles: readonly string[]; is_active: boolean }>
  departments: ReadonlyMap<string, { parent: string | null; head: string | null }>
  /** Active people who may change roles, the first of them first. */
  administrators: readonly string[]
}

/** Null where nobody stands above. Ends in whatever shape the departments are, also in a circle. */
export function superiorOf(organisation: Organisation, person: string): string | null {
  for (const department of pathOf(organisation, organisation.people.get(person)?.department ?? null)) {
    const head = organisation.departments.get(department)?.head
    if (head && head !== person && isHere(organisation, head)) return head
  }
  return null
}

export function isHere({ people }: Organisation, person: string): boolean {
  return people.get(person)?.is_active ?? false
}

/** The department and all above it. */
export function pathOf({ departments }: Organisation, department: string | null): string[] {
  const path: string[] = []
  for (let one = department; one !== null && !path.includes(one); one = departments.get(one)?.parent ?? null) path.push(one)
  return path
}

/** Who takes the place of somebody who is gone: the superior, else an administrator; none of `not`. */
export function successorOf(organisation: Organisation, person: string, not: readonly string[]): { person: string; reason: 'superior' | 'administrator' } | null {
  const passed = [person]
  for (let one = superiorOf(organisation, person); one !== null && !passed.includes(one); one = superiorOf(organisation, one)) {
    if (!not.includes(one)) return { person: one, reason: 'superior' }
    passed.push(one)
  }
  const administrator = organisation.administrators.find((one) => one !== person && !not.includes(one))
  return administrator ? { person: administrator, reason: 'administrator' } : null
}
