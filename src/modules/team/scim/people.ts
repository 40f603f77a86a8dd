/** People as SCIM resources. */
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { root, schemas, type Page } from './answers.ts'
import type { Equality } from './filter.ts'

interface Row {
  id: string
  version: number
  name: string
  email: string | null
  user_name: string | null
  title: string | null
  is_active: boolean
  created_at: Date
  updated_at: Date
  groups: { value: string; display: string }[]
  total: number
}

export const personFilters = ['userName', 'emails', 'emails.value', 'id', 'active']

export async function findPeople(ctx: Context, filter: Equality | null, page: Page): Promise<{ people: object[]; total: number }> {
  const rows = await select(ctx, conditionOf(filter), page)
  return { people: rows.map(resourceOf), total: rows[0]?.total ?? (page.startIndex > 1 ? await countPeople(ctx, filter) : 0) }
}

/** @throws Problem 404 */
export async function personResource(ctx: Context, id: string): Promise<{ resource: object; version: number; is_active: boolean }> {
  const [row] = await select(ctx, sql`u.id = ${id}::uuid`, { startIndex: 1, count: 1 })
  if (!row) throw notFound()
  return { resource: resourceOf(row), version: row.version, is_active: row.is_active }
}

async function countPeople(ctx: Context, filter: Equality | null): Promise<number> {
  const [row] = await ctx.db.rows<{ total: number }>(
    sql`select count(*)::int as total from users u where u.workspace_id = ${sql.workspace} and u.deleted_at is null and ${conditionOf(filter)}`,
  )
  return row?.total ?? 0
}

function conditionOf(filter: Equality | null) {
  switch (filter?.attribute) {
    case undefined:
      return sql.raw('true')
    case 'userName':
      return sql`lower(coalesce(u.user_name, u.email)) = lower(${filter?.value})`
    case 'id':
      return sql`u.id::text = lower(${filter?.value})`
    case 'active':
      return sql`u.is_active = ${filter?.value === 'true'}`
    default:
      return sql`lower(u.email) = lower(${filter?.value})`
  }
}

async function select(ctx: Context, condition: ReturnType<typeof sql>, page: Page): Promise<Row[]> {
  return ctx.db.rows<Row>(
    sql`select u.id, u.version, u.name, u.email, u.user_name, u.title, u.is_active, u.created_at, u.updated_at, count(*) over ()::int as total,
        (select coalesce(json_agg(json_build_object('value', r.id, 'display', r.name)), '[]'::json) from roles r
          where r.workspace_id = ${sql.workspace} and r.id = any(u.role_ids) and r.deleted_at is null) as groups
      from users u where u.workspace_id = ${sql.workspace} and u.deleted_at is null and ${condition}
      order by u.created_at, u.id offset ${page.startIndex - 1} limit ${page.count}`,
  )
}

function resourceOf(row: Row): object {
  return {
    schemas: [schemas.user],
    id: row.id,
    userName: row.user_name ?? row.email,
    name: { formatted: row.name },
    displayName: row.name,
    ...(row.title ? { title: row.title } : {}),
    active: row.is_active,
    emails: row.email ? [{ value: row.email, type: 'work', primary: true }] : [],
    groups: row.groups,
    meta: {
      resourceType: 'User',
      created: row.created_at.toISOString(),
      lastModified: row.updated_at.toISOString(),
      location: `${root}/Users/${row.id}`,
      version: `W/"${row.version}"`,
    },
  }
}
