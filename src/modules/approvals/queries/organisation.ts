import type { Context } from '../../../kernel/context.ts'
import { sql } from '../../../platform/db/sql.ts'
import { administersRoles } from '../../../kernel/access/administers-roles.ts'
import type { Organisation } from '../rules/organisation.ts'

interface Person {
  id: string
  department: string | null
  roles: string[]
  is_active: boolean
  is_administrator: boolean
}

/**
 * As much of the company as who signs is decided by: all departments, whoever heads one, the administrators, and those asked for.
 * @param asked.people ids. @param asked.roles ids: all who have one of them.
 */
export async function organisationOf(ctx: Context, asked: { people: readonly string[]; roles: readonly string[] }): Promise<Organisation> {
  const [row] = await ctx.db.rows<{ departments: { id: string; parent: string | null; head: string | null }[]; people: Person[] }>(
    sql`select (select coalesce(json_agg(json_build_object('id', d.id, 'parent', d.parent_id, 'head', d.head_id)), '[]') from departments d
        where d.workspace_id = ${sql.workspace} and d.deleted_at is null) as departments,
      (select coalesce(json_agg(json_build_object('id', p.id, 'department', p.department_id, 'roles', p.role_ids, 'is_active', p.is_active, 'is_administrator', p.is_administrator) order by p.created_at, p.id), '[]')
        from (select u.id, u.department_id, u.role_ids, u.created_at, u.is_active and u.deleted_at is null as is_active, u.role_ids && array(select r.id from roles r
            where r.workspace_id = ${sql.workspace} and r.deleted_at is null and ${administersRoles('r')}) as is_administrator
          from users u where u.workspace_id = ${sql.workspace}) p
        where p.is_administrator or p.id = any(${asked.people}::uuid[]) or p.role_ids && ${asked.roles}::uuid[]
          or p.id = any(array(select h.head_id from departments h where h.workspace_id = ${sql.workspace} and h.head_id is not null))) as people`,
  )
  const { departments = [], people = [] } = row ?? {}
  return {
    people: new Map(people.map(({ id, department, roles, is_active }) => [id, { department, roles, is_active }])),
    departments: new Map(departments.map(({ id, parent, head }) => [id, { parent, head }])),
    administrators: people.filter((one) => one.is_administrator && one.is_active).map(({ id }) => id),
  }
}
