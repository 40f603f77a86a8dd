import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'

export interface BoardJob {
  id: string
  version: number
  number: string
  subject: string | null
  status: string
  priority: string
  minutes: number
  engineer: string | null
  planned_start: string | null
  planned_end: string | null
  wanted_on: string
  left_over_since: string | null
  left_over_count: number
  place: { name?: string; lat?: number; lng?: number } | null
  skills: string[]
  request: string
  request_number: string | null
  solution_due_at: string | null
  customer: string | null
  customer_name: string | null
  tier: string | null
}

/** More than anybody looks at; what is beyond is said. */
export const mostJobs = 3000

/** The visits of some days, and all that nobody has yet in the order in which they are to be given out: what was left over first. One statement. */
export async function boardJobs(ctx: Context, { from, until }: { from: Date; until: Date }): Promise<BoardJob[]> {
  const object = objectOf(ctx, 'field_job')
  const read = (name: string) => (readableField(ctx, object, name) ? sql.id('j', name) : sql.raw('null'))
  return ctx.db.rows<BoardJob>(
    sql`with j as (
        select j.* from field_jobs j where ${whereOf(ctx, object, 'j', {})} and j.planned_start >= ${from} and j.planned_start < ${until}
        union all
        (select j.* from field_jobs j where ${whereOf(ctx, object, 'j', {})} and j.engineer_id is null and j.status = 'planned' order by j.wanted_on limit ${mostJobs})
      )
      select j.id::text as id, j.version, j.number, ${read('subject')} as subject, j.status, j.priority, j.minutes::int as minutes, j.engineer_id::text as engineer, j.planned_start, j.planned_end, j.wanted_on::text as wanted_on,
        j.left_over_since::text as left_over_since, j.left_over_count::int as left_over_count, ${read('place')} as place, j.skill_ids::text[] as skills, j.request_id::text as request, r.number as request_number, r.solution_due_at,
        j.customer_id::text as customer, c.name as customer_name, c.tier
      from j left join service_requests r on r.workspace_id = ${sql.workspace} and r.id = j.request_id
        left join customers c on c.workspace_id = ${sql.workspace} and c.id = j.customer_id and ${allowed(ctx, 'customer', 'see', 'c', 'one')}
      order by j.left_over_since nulls last, j.wanted_on, array_position(array['urgent', 'high', 'normal', 'low'], j.priority), r.solution_due_at nulls last, j.number limit ${mostJobs}`,
  )
}
