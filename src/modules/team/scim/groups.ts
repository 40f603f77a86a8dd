/** Roles as SCIM groups: a member of the group has the role (docs/decisions/directory-groups.md). */
import { createHash } from 'node:crypto'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { administersRoles } from '../../../kernel/access/administers-roles.ts'
import type { Context } from '../../../kernel/context.ts'
import { root, schemas, type Page } from './answers.ts'
import type { Equality } from './filter.ts'

export interface Group {
  id: string
  name: string
  external_id: string | null
  is_from_directory: boolean
  /** It lets its members give roles: a directory leaves it alone. */
  administers_roles: boolean
  created_at: Date
  updated_at: Date
  members: { value: string; display: string }[]
}

export const groupFilters = ['displayName', 'externalId', 'id', 'members', 'members.value']

export async function findGroups(ctx: Context, filter: Equality | null, page: Page, options: { withMembers: boolean }): Promise<{ groups: object[]; total: number }> {
  const condition = conditionOf(filter)
  const rows = await select(ctx, condition, page)
  const [all] = await ctx.db.rows<{ total: number }>(sql`select count(*)::int as total from roles r where r.workspace_id = ${sql.workspace} and r.deleted_at is null and ${condition}`)
  return { groups: rows.map((row) => resourceOf(row, options)), total: all?.total ?? 0 }
}

/** @throws Problem 404 */
export async function groupOf(ctx: Context, id: string): Promise<Group> {
  const [row] = await select(ctx, sql`r.id = ${id}::uuid`, { startIndex: 1, count: 1 })
  if (!row) throw notFound()
  return row
}

export function resourceOf(group: Group, { withMembers }: { withMembers: boolean }): object {
  return {
    schemas: [schemas.group],
    id: group.id,
    ...(group.external_id === null ? {} : { externalId: group.external_id }),
    displayName: group.name,
    ...(withMembers ? { members: group.members.map((member) => ({ ...member, type: 'User', $ref: `${root}/Users/${member.value}` })) } : {}),
    meta: {
      resourceType: 'Group',
      created: group.created_at.toISOString(),
      lastModified: group.updated_at.toISOString(),
      location: `${root}/Groups/${group.id}`,
      version: versionOf(group),
    },
  }
}

/** Of what the directory sees of it: who has a role is no change of the role itself. */
export function versionOf({ name, external_id, members }: Group): string {
  const state = JSON.stringify([name, external_id, members.map(({ value }) => value)])
  return `W/"${createHash('sha256').update(state).digest('base64url').slice(0, 16)}"`
}

function conditionOf(filter: Equality | null) {
  switch (filter?.attribute) {
    case undefined:
      return sql.raw('true')
    case 'displayName':
      return sql`lower(r.name) = lower(${filter?.value})`
    case 'externalId':
      return sql`r.external_id = ${filter?.value}`
    case 'id':
      return sql`r.id::text = lower(${filter?.value})`
    default:
      return sql`exists (select 1 from users m where m.workspace_id = ${sql.workspace} and m.deleted_at is null and r.id = any(m.role_ids) and m.id::text = lower(${filter?.value}))`
  }
}

async function select(ctx: Context, condition: ReturnType<typeof sql>, page: Page): Promise<Group[]> {
  return ctx.db.rows<Group>(
    sql`select r.id, r.name, r.external_id, r.is_from_directory, r.created_at, r.updated_at,
        coalesce(${administersRoles('r')}, false) as administers_roles,
        (select coalesce(json_agg(json_build_object('value', u.id, 'display', u.name) order by u.id), '[]'::json) from users u
          where u.workspace_id = ${sql.workspace} and r.id = any(u.role_ids) and u.deleted_at is null) as members
      from roles r where r.workspace_id = ${sql.workspace} and r.deleted_at is null and ${condition}
      order by r.created_at, r.id offset ${page.startIndex - 1} limit ${page.count}`,
  )
}
