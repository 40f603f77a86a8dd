/**
 * What a key may do: `read` or `write` of everything, or of one object (`read:customer`); `scim` to keep people in step. A
 * key has never more than its owner: the owner's rights are narrowed when the actor is loaded, and nowhere else.
 */
import type { Actor, Grant, Grants } from '../../../kernel/access/actor.ts'

export const scopePattern = /^(?:scim|(?:read|write)(?::[a-z][a-z0-9_]{0,59})?)$/

/** The same person with what the scopes leave. */
export function narrowed(actor: Actor, scopes: readonly string[]): Actor {
  return { ...actor, roles: actor.roles.map(({ key, grants }) => ({ key, grants: narrowedGrants(grants, scopes) })), key: { owner: actor, reaches: (object, access) => has(scopes, access, object) } }
}

function narrowedGrants(grants: Grants, scopes: readonly string[]): Grants {
  const objects = new Set([...Object.keys(grants), 'user', 'role', ...scopes.flatMap((scope) => scope.split(':')[1] ?? [])])
  return Object.fromEntries([...objects].map((object) => [object, narrowedGrant(grants[object] ?? grants['*'] ?? {}, { mayRead: has(scopes, 'read', object), mayWrite: has(scopes, 'write', object) })]))
}

const scim = { read: ['role'], write: ['user'] }

/** Who may write may read. */
function has(scopes: readonly string[], verb: 'read' | 'write', object: string): boolean {
  return scopes.includes(verb) || scopes.includes(`${verb}:${object}`) || (scopes.includes('scim') && scim[verb].includes(object)) || (verb === 'read' && has(scopes, 'write', object))
}

function narrowedGrant(grant: Grant, { mayRead, mayWrite }: { mayRead: boolean; mayWrite: boolean }): Grant {
  if (mayWrite) return grant
  return mayRead ? { see: grant.see, export: grant.export, unowned: grant.unowned, fields: grant.fields } : {}
}
