import { sql } from '../../../platform/db/sql.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Actor } from '../../../kernel/access/actor.ts'
import { grantsShape } from '../objects/role.ts'

interface Row {
  id: string
  name: string
  department_id: string | null
  roles: { key: string; grants: unknown }[]
  team: string[]
  team_below: string[]
}

/** A person with the rights of all roles and the people below; null for somebody who no longer works here. */
export async function loadActor(db: Db, userId: string): Promise<Actor | null> {
  const [row] = await db.rows<Row>(sql`
    with recursive below as (
      select d.id from departments d join users u on u.workspace_id = ${sql.workspace} and u.department_id = d.id
      where d.workspace_id = ${sql.workspace} and u.id = ${userId}::uuid and d.deleted_at is null
      union
      select d.id from departments d join below b on d.parent_id = b.id where d.workspace_id = ${sql.workspace} and d.deleted_at is null
    )
    select u.id, u.name, u.department_id,
      (select coalesce(json_agg(json_build_object('key', r.key, 'grants', r.grants)), '[]'::json) from roles r
        where r.workspace_id = ${sql.workspace} and r.id = any(u.role_ids) and r.deleted_at is null) as roles,
      array(select t.id::text from users t where t.workspace_id = ${sql.workspace} and (t.department_id = u.department_id or t.id = u.id)) as team,
      array(select t.id::text from users t where t.workspace_id = ${sql.workspace}
        and (t.department_id in (select b.id from below b) or t.id = u.id)) as team_below
    from users u where u.workspace_id = ${sql.workspace} and u.id = ${userId}::uuid and u.is_active and u.deleted_at is null`)
  if (!row) return null
  return {
    id: row.id,
    name: row.name,
    kind: 'user',
    departmentId: row.department_id,
    team: row.team,
    teamBelow: row.team_below,
    roles: row.roles.flatMap(({ key, grants }) => {
      // A role that cannot be read grants nothing.
      const parsed = grantsShape.safeParse(grants)
      return parsed.success ? [{ key, grants: parsed.data }] : []
    }),
  }
}
