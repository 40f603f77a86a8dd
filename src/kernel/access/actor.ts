/** Who acts, with everything rights are decided by. Loaded with the session, made anew when people or roles change. */

export const verbs = ['see', 'create', 'change', 'delete', 'export', 'import'] as const
export type Verb = (typeof verbs)[number]

/** Which records a role reaches; `territory` is what one owns and what lies in one's territories. */
export const scopes = ['none', 'own', 'team', 'team_below', 'territory', 'all'] as const
export type Scope = (typeof scopes)[number]

/** From nothing to everything. `masked` shows a part (138****5678), `reveal` the whole on demand, each time logged. */
export const fieldRights = ['hidden', 'masked', 'reveal', 'read', 'write'] as const
export type FieldRight = (typeof fieldRights)[number]

/** The rights of one role on one object. What is not written is denied. */
export interface Grant extends Partial<Record<Verb, Scope>> {
  /** Records without an owner are seen, too. */
  unowned?: boolean
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
  /** The own department and all above it: what is shared with one of them is shared with this person. */
  departmentPath: readonly string[]
  /** Ids of the people in the own department (with oneself). */
  team: readonly string[]
  /** Ids of the people in the own department and all below it (with oneself). */
  teamBelow: readonly string[]
  /** Ids of the own territories and all below them. */
  territories: readonly string[]
  /** Names of the objects of which some record is shared today with this person, and with the department or one above it. */
  sharedObjects: { self: readonly string[]; department: readonly string[] }
  /** The day in the workspace's time zone, YYYY-MM-DD: shares end with it. */
  today: string
  /** One element a role: a person has the union of the rights of all roles. */
  roles: readonly { key: string; grants: Grants }[]
  /** People who are away and whom this one stands in for today. */
  substitutesFor: readonly { id: string; name: string }[]
  /** Set where it is not simply a session of that person. */
  via?: Via
  /** Of a key: its owner, and what it was given of that. Roles are narrowed to it, and policies that ask no role are held to it as well. */
  key?: { owner: Actor; reaches(object: string, access: 'read' | 'write'): boolean }
}

/** A key of the person; an administrator who looks with the person's eyes; a session that still lacks its second factor. */
export type Via = { kind: 'key'; id: string; scopes: readonly string[] } | { kind: 'look_as'; id: string; name: string } | { kind: 'unfinished' }

/** Whom records name that no person made: nobody who could be looked up. */
export const program = '00000000-0000-7000-8000-000000000000'

/** Jobs act by name and in the open: every event they write says so. */
export function systemActor(name: string): Actor {
  const all: Grant = Object.fromEntries(verbs.map((verb) => [verb, 'all']))
  return {
    id: program,
    name,
    kind: 'system',
    departmentId: null,
    departmentPath: [],
    team: [],
    teamBelow: [],
    territories: [],
    sharedObjects: { self: [], department: [] },
    today: '1970-01-01',
    roles: [{ key: 'system', grants: { '*': all } }],
    substitutesFor: [],
  }
}

/** The same person with every right: for what follows from an act that the person was allowed. Events still say who acted. */
export function withEveryRight<Acting extends { actor: Actor }>(ctx: Acting): Acting {
  return { ...ctx, actor: { ...ctx.actor, roles: systemActor(ctx.actor.name).roles, key: undefined } }
}

/** Every scope that some role gives, `none` left out. */
export function scopesOf(actor: Actor, object: string, verb: Verb): Set<Scope> {
  const given = actor.roles.map((role) => grantOf(role.grants, object)?.[verb] ?? 'none')
  return new Set(given.filter((scope) => scope !== 'none'))
}

/** Whether some role gives the right on every record of the object. */
export function mayAll(actor: Actor, object: string, verb: Verb): boolean {
  return scopesOf(actor, object, verb).has('all')
}

export function seesUnowned(actor: Actor, object: string): boolean {
  return actor.roles.some((role) => grantOf(role.grants, object)?.unowned === true)
}

/** The freest right any role with the object gives; a role that does not see the object says nothing of its fields. */
export function fieldRightOf(actor: Actor, object: string, fieldName: string): FieldRight {
  let freest = 0
  for (const role of actor.roles) {
    const grant = grantOf(role.grants, object)
    if (!grant || (grant.see ?? 'none') === 'none') continue
    freest = Math.max(freest, fieldRights.indexOf(grant.fields?.[fieldName] ?? 'write'))
  }
  return fieldRights[freest] ?? 'hidden'
}

function grantOf(grants: Grants, object: string): Grant | undefined {
  return grants[object] ?? grants['*']
}
