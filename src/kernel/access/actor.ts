/** Who acts, with everything rights are decided by. Loaded with the session, made anew when people or roles change. */

export type Verb = 'see' | 'create' | 'change' | 'delete' | 'export' | 'import'
export type Scope = 'none' | 'own' | 'team' | 'team_below' | 'all'
export type FieldRight = 'hidden' | 'read' | 'write'

/** The rights of one role on one object. What is not written is denied. */
export interface Grant {
  see?: Scope
  create?: Scope
  change?: Scope
  delete?: Scope
  export?: Scope
  import?: Scope
  /** Only fields that differ from `write`. */
  fields?: Record<string, FieldRight>
}

/** By object name; `*` speaks for every object that is not named. */
export type Grants = Record<string, Grant>

export interface Actor {
  id: string
  name: string
  kind: 'user' | 'system'
  departmentId: string | null
  /** Ids of the people in the own department (with oneself). */
  team: readonly string[]
  /** Ids of the people in the own department and all below it (with oneself). */
  teamBelow: readonly string[]
  /** One element a role: a person has the union of the rights of all roles. */
  roles: readonly { key: string; grants: Grants }[]
}

/** Jobs act by name and in the open: every event they write says so. */
export function systemActor(name: string): Actor {
  const all: Grant = { see: 'all', create: 'all', change: 'all', delete: 'all', export: 'all', import: 'all' }
  return {
    id: '00000000-0000-7000-8000-000000000000',
    name,
    kind: 'system',
    departmentId: null,
    team: [],
    teamBelow: [],
    roles: [{ key: 'system', grants: { '*': all } }],
  }
}

const width: Record<Scope, number> = { none: 0, own: 1, team: 2, team_below: 3, all: 4 }

/** The widest scope any role gives. */
export function scopeOf(actor: Actor, object: string, verb: Verb): Scope {
  let widest: Scope = 'none'
  for (const role of actor.roles) {
    const scope = grantOf(role.grants, object)?.[verb] ?? 'none'
    if (width[scope] > width[widest]) widest = scope
  }
  return widest
}

const freedom: Record<FieldRight, number> = { hidden: 0, read: 1, write: 2 }

/** The freest right any role with the object gives; a role that does not see the object says nothing of its fields. */
export function fieldRightOf(actor: Actor, object: string, fieldName: string): FieldRight {
  let freest: FieldRight = 'hidden'
  for (const role of actor.roles) {
    const grant = grantOf(role.grants, object)
    if (!grant || (grant.see ?? 'none') === 'none') continue
    const right = grant.fields?.[fieldName] ?? 'write'
    if (freedom[right] > freedom[freest]) freest = right
  }
  return freest
}

function grantOf(grants: Grants, object: string): Grant | undefined {
  return grants[object] ?? grants['*']
}
