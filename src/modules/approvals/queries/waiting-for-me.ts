import { objectOf, type Context } from '../../../kernel/context.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { sql } from '../../../platform/db/sql.ts'

export interface WaitingApproval {
  id: string
  title: string
  object: string
  occasion: string
  amount: string | null
  created_at: string
  requested_by: { id: string; name: string }
  /** Whom the caller stands in for; null where it is the own turn. */
  for: { id: string; name: string } | null
}

/** From the few signatures that wait, not from the approvals. */
export async function waitingFor(ctx: Context, limit: number): Promise<{ data: WaitingApproval[]; total: number }> {
  const people = [ctx.actor.id, ...ctx.actor.substitutesFor.map(({ id }) => id)]
  const rows = await ctx.db.rows<{ approval: WaitingApproval; total: number }>(
    sql`select to_jsonb(w) as approval, count(*) over ()::int as total from (
        select distinct on (a.id) a.id, a.title, a.object, a.occasion, a.amount::text as amount, a.created_at, json_build_object('id', r.id, 'name', r.name) as requested_by,
          case when g.person_id = ${ctx.actor.id}::uuid then null else json_build_object('id', p.id, 'name', p.name) end as "for"
        from approval_signatures g join approvals a on a.workspace_id = ${sql.workspace} and a.id = g.approval_id
          join users r on r.workspace_id = ${sql.workspace} and r.id = a.requested_by_id join users p on p.workspace_id = ${sql.workspace} and p.id = g.person_id
        where g.workspace_id = ${sql.workspace} and g.person_id = any(${people}::uuid[]) and g.status = 'waiting' and g.deleted_at is null
          and a.status = 'waiting' and ${isLiving(ctx, objectOf(ctx, 'approval'), 'a')}
        order by a.id, g.person_id <> ${ctx.actor.id}::uuid) w
      order by w.created_at, w.id limit ${limit}`,
  )
  return { data: rows.map(({ approval }) => approval), total: rows[0]?.total ?? 0 }
}
