/** What the team itself has ready: roles, a calendar, and what the roles may do with objects that came later. */
import { sql } from '../../../platform/db/sql.ts'
import { scopes, verbs, type Grant, type Grants } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ReadyThings } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { updateRecord } from '../../../kernel/records/update.ts'
import { readyCalendar } from './calendar.ts'
import { readyRoles } from './roles.ts'

const named = (zh: string, en: string, name: string) => ({ zh: `${zh}：${name}`, en: `${en}: ${name}` })

/** Roles first: what other modules make names them. Rights come last, when the roles are there. */
export function thingsOfTeam(ctx: Context): { before: ReadyThings[]; after: ReadyThings[] } {
  const roles = readyRoles.map(({ key, name, grants }): ReadyThings => ({
    name: `team.role.${key}`, label: named('角色', 'Role', name), object: 'role', where: sql`x.key = ${key}`, make: async (ctx) => void (await createRecord(ctx, objectOf(ctx, 'role'), { key, name, grants })),
  }))
  const calendar: ReadyThings = { name: 'team.calendar', label: { zh: '工作日历', en: 'Calendar' }, object: 'calendar', make: async (ctx) => void (await createRecord(ctx, objectOf(ctx, 'calendar'), readyCalendar(ctx.workspace.timeZone))) }
  const objects = [...new Set(readyRoles.flatMap(({ grants }) => Object.keys(grants)))].filter((name) => name !== '*' && ctx.objects.has(name))
  const rights = objects.map((name): ReadyThings => {
    const { zh, en } = objectOf(ctx, name).label
    return { name: `team.rights.${name}`, label: { zh: `角色权限：${zh}`, en: `Rights of roles: ${en}` }, object: 'role', where: sql`false`, make: (ctx) => giveRights(ctx, name) }
  })
  return { before: [...roles, calendar], after: rights }
}

interface KnownRole { id: string; key: string; version: number; grants: Grants }

/**
 * Of roles that never said anything of the object, and whose rights on all others are still those that they came with: what people wrote, or
 * took away, is what they want (docs/decisions/ready-things.md). Rights are only added to; nobody may less than the day before.
 */
async function giveRights(ctx: Context, object: string): Promise<void> {
  const ready = new Map(readyRoles.flatMap(({ key, grants }) => (grants[object] ? [[key, grants]] : [])))
  const roles = await ctx.db.rows<KnownRole>(sql`select r.id::text as id, r.key, r.version, r.grants from roles r where r.workspace_id = ${sql.workspace} and r.key = any(${[...ready.keys()]}::text[]) and r.deleted_at is null
    and not r.grants ? ${object} and not exists (select 1 from events e where e.workspace_id = ${sql.workspace} and e.object = 'role' and e.record_id = r.id and (e.before -> 'grants' ? ${object} or e.after -> 'grants' ? ${object})) for no key update of r`)
  for (const { id, key, version, grants } of roles) {
    const own = ready.get(key)
    if (!own || !isSame(grants['*'], own['*'])) continue
    const given = widest(grants['*'] ?? {}, own[object] ?? {})
    if (!isSame(given, grants['*'] ?? {})) await updateRecord(ctx, objectOf(ctx, 'role'), id, { grants: JSON.parse(JSON.stringify({ ...grants, [object]: given })) }, { version, asSystem: true })
  }
}

/** Of each verb the farther reach. */
export function widest(one: Grant, other: Grant): Grant {
  const reach = (grant: Grant, verb: (typeof verbs)[number]) => scopes.indexOf(grant[verb] ?? 'none')
  const given = Object.fromEntries(verbs.flatMap((verb) => {
    const at = Math.max(reach(one, verb), reach(other, verb))
    return at > 0 ? [[verb, scopes[at]]] : []
  }))
  return { ...given, ...(one.unowned || other.unowned ? { unowned: true } : {}), ...(one.fields ? { fields: one.fields } : {}) }
}

function isSame(one: Grant | undefined, other: Grant | undefined): boolean {
  const sorted = (grant: Grant = {}) => JSON.stringify(Object.entries(grant).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return sorted(one) === sorted(other)
}
