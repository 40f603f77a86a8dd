/** The rights of a role as the editor changes them: pure, so that what is said before saving is what is saved. */
import type { FieldRight, Grant, Grants, Scope, Verb } from '../../../../kernel/access/actor.ts'
import type { ObjectMetadata } from '../../../../kernel/projections/metadata-shape.ts'

export type Reach = ObjectMetadata['reach']

export const verbs = ['see', 'create', 'change', 'delete', 'export', 'import'] as const satisfies readonly Verb[]
export const scopes = ['none', 'own', 'team', 'team_below', 'territory', 'all'] as const satisfies readonly Scope[]
export const fieldRights = ['hidden', 'masked', 'reveal', 'read', 'write'] as const satisfies readonly FieldRight[]

/** Speaks for every object that is not named. */
export const everythingElse = '*'

export function grantOf(grants: Grants, object: string): Grant {
  return grants[object] ?? grants[everythingElse] ?? {}
}

export function scopeIn(grants: Grants, object: string, verb: Verb): Scope {
  return grantOf(grants, object)[verb] ?? 'none'
}

/** What the scope comes to where records have no owner: what belongs to a record follows it, other things are reached all or not at all. */
export function reached(scope: Scope, reach: Reach): Scope {
  if (reach === 'owner') return scope
  return scope === 'all' || (reach === 'above' && scope !== 'none') ? 'all' : 'none'
}

export function hasOwnRights(grants: Grants, object: string): boolean {
  return object in grants
}

export function withScope(grants: Grants, object: string, verb: Verb, scope: Scope): Grants {
  return { ...grants, [object]: { ...ownGrant(grants, object), [verb]: scope } }
}

export function withUnowned(grants: Grants, object: string, seesUnowned: boolean): Grants {
  const { unowned: _before, ...rest } = ownGrant(grants, object)
  return { ...grants, [object]: seesUnowned ? { ...rest, unowned: true } : rest }
}

/** Only fields that differ from `write` are kept. */
export function withField(grants: Grants, object: string, field: string, right: FieldRight): Grants {
  const grant = ownGrant(grants, object)
  const { [field]: _before, ...others } = grant.fields ?? {}
  const fields = right === 'write' ? others : { ...others, [field]: right }
  const { fields: _fields, ...rest } = grant
  return { ...grants, [object]: Object.keys(fields).length > 0 ? { ...rest, fields } : rest }
}

/** The object has no rights of its own any more. */
export function following(grants: Grants, object: string): Grants {
  const { [object]: _own, ...rest } = grants
  return rest
}

/** One verb of many objects at once. */
export function withColumn(grants: Grants, objects: readonly string[], verb: Verb, scope: Scope): Grants {
  return objects.reduce((changed, object) => (scopeIn(changed, object, verb) === scope ? changed : withScope(changed, object, verb, scope)), grants)
}

export type GrantChange = { object: string } & (
  | { what: 'verb'; verb: Verb; before: Scope; after: Scope }
  | { what: 'field'; field: string; before: FieldRight; after: FieldRight }
  | { what: 'unowned'; before: boolean; after: boolean }
)

/** What differs, object by object; objects that follow `*` before and after are told by its line. */
export function changesBetween(before: Grants, after: Grants): GrantChange[] {
  const objects = [...new Set([everythingElse, ...Object.keys(before), ...Object.keys(after)])]
  return objects.flatMap((object) => changesOf(object, grantOf(before, object), grantOf(after, object)))
}

/** Puts one change back. */
export function without(grants: Grants, change: GrantChange): Grants {
  if (change.what === 'verb') return withScope(grants, change.object, change.verb, change.before)
  if (change.what === 'field') return withField(grants, change.object, change.field, change.before)
  return withUnowned(grants, change.object, change.before)
}

const width: Record<Scope, number> = { none: 0, own: 1, team: 2, territory: 2, team_below: 3, all: 4 }

/** Whether the people of the role may do more after it. Own team and territory are not to be compared, so neither is said. */
export function isWider(change: GrantChange): boolean | undefined {
  if (change.what === 'unowned') return change.after
  if (change.what === 'field') return fieldRights.indexOf(change.after) > fieldRights.indexOf(change.before)
  const pair = [change.before, change.after]
  if (pair.includes('territory') && (pair.includes('team') || pair.includes('team_below'))) return undefined
  return width[change.after] > width[change.before]
}

/** The rights of several roles together: the widest scopes of a verb, each with the roles that give it. */
export function unionOf<Role extends { grants: Grants }>(roles: readonly Role[], object: { name: string; reach: Reach }, verb: Verb): { scope: Scope; roles: Role[] }[] {
  const given = Map.groupBy(roles, (role) => reached(scopeIn(role.grants, object.name, verb), object.reach))
  const present = scopes.filter((scope) => scope !== 'none' && given.has(scope))
  const widest = present.filter((scope) => !present.some((other) => contains(other, scope)))
  return widest.map((scope) => ({ scope, roles: given.get(scope) ?? [] }))
}

/** Whether one scope has all of another. */
function contains(wide: Scope, narrow: Scope): boolean {
  if (wide === narrow) return false
  if (wide === 'all') return true
  if (narrow === 'own') return wide !== 'none'
  return narrow === 'team' && wide === 'team_below'
}

function ownGrant(grants: Grants, object: string): Grant {
  return grants[object] ?? withoutFields(grants[everythingElse] ?? {})
}

/** `*` cannot name fields: objects have different ones. */
function withoutFields(grant: Grant): Grant {
  const { fields: _fields, ...rest } = grant
  return rest
}

function changesOf(object: string, before: Grant, after: Grant): GrantChange[] {
  const scopesChanged = verbs.flatMap((verb): GrantChange[] => {
    const pair = { before: before[verb] ?? 'none', after: after[verb] ?? 'none' }
    return pair.before === pair.after ? [] : [{ object, what: 'verb', verb, ...pair }]
  })
  const fields = [...new Set([...Object.keys(before.fields ?? {}), ...Object.keys(after.fields ?? {})])]
  const fieldsChanged = fields.flatMap((field): GrantChange[] => {
    const pair = { before: before.fields?.[field] ?? 'write', after: after.fields?.[field] ?? 'write' }
    return pair.before === pair.after ? [] : [{ object, what: 'field', field, ...pair }]
  })
  const pool = { before: before.unowned === true, after: after.unowned === true }
  return [...scopesChanged, ...(pool.before === pool.after ? [] : [{ object, what: 'unowned' as const, ...pool }]), ...fieldsChanged]
}
