import { sql } from '../../../platform/db/sql.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Actor } from '../../../kernel/access/actor.ts'
import { grantsShape } from '../objects/role.ts'
import { narrowed } from '../sign-in/scopes.ts'

interface Row {
  id: string
  name: string
  department_id: string | null
  department_path: string[]
  roles: { key: string; grants: unknown }[]
  team: string[]
  team_below: string[]
  territories: string[]
  shared_objects: Actor['sharedObjects']
  today: string
  substitutes_for: { id: string; name: string }[]
}

/**
 * A person with the rights of all roles, the people below, and those stood in for on the day of `now`; null for somebody who no longer works here.
 * @param scopes of a key of the person: what is left of all that.
 */
export async function loadActor(db: Db, userId: string, now: Date, scopes?: readonly string[]): Promise<Actor | null> {
  const person = await loadPerson(db, userId, now)
  return person && scopes ? narrowed(person, scopes) : person
}

async function loadPerson(db: Db, userId: string, now: Date): Promise<Actor | null> {
  const [row] = await db.rows<Row>(sql`
    with recursive me as (
      select u.id, u.name, u.department_id, u.role_ids, u.territory_ids, (${now}::timestamptz at time zone w.time_zone)::date as today
      from users u join workspaces w on w.id = u.workspace_id
      where u.workspace_id = ${sql.workspace} and u.id = ${userId}::uuid and u.is_active and u.deleted_at is null
    ), below as (
      select d.id from departments d join me on d.id = me.department_id where d.workspace_id = ${sql.workspace} and d.deleted_at is null
      union
      select d.id from departments d join below b on d.parent_id = b.id where d.workspace_id = ${sql.workspace} and d.deleted_at is null
    ), above as (
      select d.id, d.parent_id from departments d join me on d.id = me.department_id where d.workspace_id = ${sql.workspace} and d.deleted_at is null
      union
      select d.id, d.parent_id from departments d join above a on d.id = a.parent_id where d.workspace_id = ${sql.workspace} and d.deleted_at is null
    ), lands as (
      select t.id from territories t join me on t.id = any(me.territory_ids) where t.workspace_id = ${sql.workspace} and t.deleted_at is null
      union
      select t.id from territories t join lands l on t.parent_id = l.id where t.workspace_id = ${sql.workspace} and t.deleted_at is null
    )
    select me.id, me.name, me.department_id, me.today::text as today,
      array(select a.id::text from above a) as department_path,
      (select coalesce(json_agg(json_build_object('key', r.key, 'grants', r.grants)), '[]'::json) from roles r
        where r.workspace_id = ${sql.workspace} and r.id = any(me.role_ids) and r.deleted_at is null) as roles,
      array(select t.id::text from users t where t.workspace_id = ${sql.workspace} and (t.department_id = me.department_id or t.id = me.id)) as team,
      array(select t.id::text from users t where t.workspace_id = ${sql.workspace}
        and (t.department_id = any(array(select b.id from below b)) or t.id = me.id)) as team_below,
      array(select l.id::text from lands l) as territories,
      json_build_object(
        'self', array(select distinct s.object from shares s where s.workspace_id = ${sql.workspace} and s.deleted_at is null and s.person_id = me.id and (s.until is null or s.until >= me.today)),
        'department', array(select distinct s.object from shares s where s.workspace_id = ${sql.workspace} and s.deleted_at is null
          and s.department_id in (select a.id from above a) and (s.until is null or s.until >= me.today))) as shared_objects,
      (select coalesce(json_agg(distinct jsonb_build_object('id', a.id, 'name', a.name)), '[]'::json) from substitutes s
        join users a on a.workspace_id = ${sql.workspace} and a.id = s.user_id and a.is_active and a.deleted_at is null
        where s.workspace_id = ${sql.workspace} and s.substitute_id = me.id and me.today between s.from_day and s.to_day) as substitutes_for
    from me`)
  if (!row) return null
  return {
    id: row.id,
    name: row.name,
    kind: 'user',
    departmentId: row.department_id,
    departmentPath: row.department_path,
    team: row.team,
    teamBelow: row.team_below,
    territories: row.territories,
    sharedObjects: row.shared_objects,
    today: row.today,
    substitutesFor: row.substitutes_for,
    roles: row.roles.flatMap(({ key, grants }) => {
      // A role that cannot be read grants nothing.
      const parsed = grantsShape.safeParse(grants)
      return parsed.success ? [{ key, grants: parsed.data }] : []
    }),
  }
}
