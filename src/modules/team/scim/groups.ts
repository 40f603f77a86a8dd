/** Roles as SCIM groups: a member of the group has the role. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { root, schemas, ScimError, type Page } from './answers.ts'
import type { Equality } from './filter.ts'
import { parse, type Operation } from './input.ts'

interface Row {
  id: string
  version: number
  name: string
  created_at: Date
  updated_at: Date
  members: { value: string; display: string }[]
  total: number
}

export const groupFilters = ['displayName', 'id']
const members = z.array(z.object({ value: z.uuid() }))

export async function findGroups(ctx: Context, filter: Equality | null, page: Page, options: { withMembers: boolean }): Promise<{ groups: object[]; total: number }> {
  const condition = filter === null ? sql.raw('true') : filter.attribute === 'id' ? sql`r.id::text = lower(${filter.value})` : sql`lower(r.name) = lower(${filter.value})`
  const rows = await select(ctx, condition, page)
  return { groups: rows.map((row) => resourceOf(row, options)), total: rows[0]?.total ?? 0 }
}

/** @throws Problem 404 */
export async function groupResource(ctx: Context, id: string): Promise<{ resource: object; version: number; members: string[] }> {
  const [row] = await select(ctx, sql`r.id = ${id}::uuid`, { startIndex: 1, count: 1 })
  if (!row) throw notFound()
  return { resource: resourceOf(row, { withMembers: true }), version: row.version, members: row.members.map(({ value }) => value) }
}

/** Who is in the group after the operations. @throws ScimError 400 for anything but members and the name it has. */
export function membersAfter(before: readonly string[], operations: readonly Operation[]): string[] {
  let after = new Set(before)
  for (const { op, path, value } of operations) {
    const single = /^members\[value eq "([^"]+)"\]$/i.exec(path ?? '')?.[1]
    const given = path === undefined && typeof value === 'object' && value !== null && 'members' in value ? value.members : value
    const isAboutMembers = single !== undefined || path?.toLowerCase() === 'members' || given !== value
    if (!isAboutMembers) throw new ScimError(400, 'invalidPath', 'Only members of a group can be changed here; roles are named on their page')
    const ids = single ? [single] : given === undefined || given === null ? [] : parse(members, Array.isArray(given) ? given : [given]).map((member) => member.value)
    if (op === 'replace') after = new Set(ids)
    else if (op === 'add') ids.forEach((id) => after.add(id))
    else if (ids.length === 0) after.clear()
    else ids.forEach((id) => after.delete(id))
  }
  return [...after]
}

export function membersOf(body: unknown): string[] {
  return (parse(z.object({ members: members.nullish() }), body).members ?? []).map(({ value }) => value)
}

/** Gives the role to those who lack it and takes it from those who have left the group; each is a change of that person. */
export async function writeMembers(ctx: Context, id: string, options: { before: readonly string[]; after: readonly string[] }): Promise<void> {
  const { before, after } = options
  const changed = [...after.filter((person) => !before.includes(person)), ...before.filter((person) => !after.includes(person))]
  const people = await ctx.db.rows<{ id: string; role_ids: string[] }>(
    sql`select u.id, u.role_ids from users u where u.workspace_id = ${sql.workspace} and u.id = any(${changed}::uuid[]) and u.deleted_at is null order by u.id`,
  )
  if (people.length < changed.length) throw new ScimError(400, 'invalidValue', 'A member is nobody here')
  await refuseAdministering(ctx, id)
  const user = objectOf(ctx, 'user')
  // Each person is a record with a history of its own; a group has tens of members, not thousands.
  for (const person of people) {
    const roles = after.includes(person.id) ? [...person.role_ids, id] : person.role_ids.filter((role) => role !== id)
    // Roles are written only by who may change roles; a directory may not, but it may give those that administer none.
    await lockRecord(ctx, user, person.id, 'change')
    await updateRecord(ctx, user, person.id, { roles }, { version: null, asSystem: true })
  }
}

/** A directory makes nobody an administrator: its key would be worth as much as an administrator's password. */
async function refuseAdministering(ctx: Context, id: string): Promise<void> {
  const [row] = await ctx.db.rows(
    sql`select 1 from roles r where r.workspace_id = ${sql.workspace} and r.id = ${id}::uuid and coalesce(r.grants -> 'role', r.grants -> '*') ->> 'change' = 'all'`,
  )
  if (row) throw new ScimError(403, null, 'Roles that administer roles are given on their page only')
}

async function select(ctx: Context, condition: ReturnType<typeof sql>, page: Page): Promise<Row[]> {
  return ctx.db.rows<Row>(
    sql`select r.id, r.version, r.name, r.created_at, r.updated_at, count(*) over ()::int as total,
        (select coalesce(json_agg(json_build_object('value', u.id, 'display', u.name) order by u.id), '[]'::json) from users u
          where u.workspace_id = ${sql.workspace} and r.id = any(u.role_ids) and u.deleted_at is null) as members
      from roles r where r.workspace_id = ${sql.workspace} and r.deleted_at is null and ${condition}
      order by r.created_at, r.id offset ${page.startIndex - 1} limit ${page.count}`,
  )
}

function resourceOf(row: Row, { withMembers }: { withMembers: boolean }): object {
  return {
    schemas: [schemas.group],
    id: row.id,
    displayName: row.name,
    ...(withMembers ? { members: row.members } : {}),
    meta: {
      resourceType: 'Group',
      created: row.created_at.toISOString(),
      lastModified: row.updated_at.toISOString(),
      location: `${root}/Groups/${row.id}`,
      version: `W/"${row.version}"`,
    },
  }
}
