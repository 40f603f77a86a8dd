import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'

/** Whoever may be sent, on some days. */
export interface EngineerRow {
  id: string
  name: string
  skills: string[]
  /** Own ones and all below. */
  territories: string[]
  territory_names: string[]
  /** Days on which somebody stands in. */
  absences: { from: string; to: string }[]
}

/** The role that people who are sent begin with; whoever has a skill or is sent anyway is one of them, too. */
const engineers = 'service_engineer'

/** In one statement, however many they are. */
export async function peopleToSend(ctx: Context, { from, to }: { from: string; to: string }): Promise<EngineerRow[]> {
  return ctx.db.rows<EngineerRow>(
    sql`with recursive people as (
        select u.id, u.name, u.name_pinyin, u.territory_ids from users u
        where u.workspace_id = ${sql.workspace} and u.is_active and u.deleted_at is null and ${allowed(ctx, 'user', 'see', 'u')}
          and (exists (select 1 from roles r where r.workspace_id = ${sql.workspace} and r.id = any(u.role_ids) and r.key = ${engineers} and r.deleted_at is null)
            or exists (select 1 from skills s where s.workspace_id = ${sql.workspace} and s.people_ids @> array[u.id] and s.deleted_at is null)
            or exists (select 1 from field_jobs j where j.workspace_id = ${sql.workspace} and j.engineer_id = u.id and j.planned_start >= (${from}::date - 30)::timestamptz and j.deleted_at is null))
      ), lands as (
        select p.id as person, t.id, t.name, true as is_own from people p join territories t on t.workspace_id = ${sql.workspace} and t.id = any(p.territory_ids) and t.deleted_at is null
        union
        select l.person, t.id, t.name, false from territories t join lands l on t.parent_id = l.id where t.workspace_id = ${sql.workspace} and t.deleted_at is null
      )
      select p.id::text as id, p.name,
        array(select s.id::text from skills s where s.workspace_id = ${sql.workspace} and s.people_ids @> array[p.id] and s.deleted_at is null order by s.name) as skills,
        array(select distinct l.id::text from lands l where l.person = p.id) as territories,
        array(select l.name from lands l where l.person = p.id and l.is_own order by l.name) as territory_names,
        (select coalesce(json_agg(json_build_object('from', a.from_day::text, 'to', a.to_day::text) order by a.from_day), '[]'::json) from substitutes a
          where a.workspace_id = ${sql.workspace} and a.user_id = p.id and a.from_day <= ${to}::date and a.to_day >= ${from}::date) as absences
      from people p order by p.name_pinyin, p.id limit 500`,
  )
}
