import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Point } from '../rules/travel.ts'

export interface NeedRow {
  minutes: number
  place: Partial<Point> | null
  territory: string | null
  do_not_disturb: { from: string; to: string }[] | null
  skills: { id: string; name: string }[]
  taboos: string[]
  /** Who was with this customer before. */
  known_by: string[]
}

/** What a visit takes, and what the customer must not be met with as far as the caller may know it. */
export async function needOf(ctx: Context, job: string): Promise<NeedRow | null> {
  const [row] = await ctx.db.rows<NeedRow>(
    sql`select j.minutes::int as minutes, j.place, c.territory_id::text as territory, c.do_not_disturb,
        (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name) order by s.name), '[]'::json) from skills s where s.workspace_id = ${sql.workspace} and s.id = any(j.skill_ids) and s.deleted_at is null) as skills,
        array(select p.text from preferences p where p.workspace_id = ${sql.workspace} and p.customer_id = j.customer_id and p.kind = 'taboo' and p.deleted_at is null and ${allowed(ctx, 'preference', 'see', 'p')} order by p.id limit 50) as taboos,
        array(select distinct b.engineer_id::text from field_jobs b where b.workspace_id = ${sql.workspace} and b.customer_id = j.customer_id and b.status = 'done' and b.deleted_at is null) as known_by
      from field_jobs j left join customers c on c.workspace_id = ${sql.workspace} and c.id = j.customer_id
      where j.workspace_id = ${sql.workspace} and j.id = ${job}::uuid`,
  )
  return row ?? null
}

export interface TakenRow {
  engineer: string
  from: Date
  to: Date
  place: Partial<Point> | null
}

/** What people are given on a day, whoever gave it. */
export async function takenOn(ctx: Context, { from, until, without }: { from: Date; until: Date; without: string }): Promise<TakenRow[]> {
  return ctx.db.rows<TakenRow>(
    sql`select j.engineer_id::text as engineer, j.planned_start as "from", j.planned_end as "to", j.place from field_jobs j
      where j.workspace_id = ${sql.workspace} and j.planned_start >= ${from} and j.planned_start < ${until} and j.engineer_id is not null and j.status <> 'not_done' and j.deleted_at is null and j.id <> ${without}::uuid`,
  )
}
