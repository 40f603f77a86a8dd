/**
 * Stays in stages follow from moves and are written in their transaction: no version and no event of their own, the move has both. The
 * opportunity is locked by whoever moves it, so that stays follow each other; the table refuses a second open one. What figures of many ask
 * of the stays stands in the opportunity as well.
 */
import { newId } from '../../../platform/ids.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'

export interface Entry {
  opportunity: string
  stage: string
  at: string
}

export async function enterStages(ctx: Context, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({ id: newId(), ...entry }))
  await ctx.db.rows(
    sql`insert into stage_stays (workspace_id, id, created_at, created_by, updated_at, updated_by, opportunity_id, stage_id, from_at, by_id)
      select ${sql.workspace}, r.id, ${ctx.clock.now()}, ${ctx.actor.id}::uuid, ${ctx.clock.now()}, ${ctx.actor.id}::uuid, r.opportunity, r.stage, r.at, u.id
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, opportunity uuid, stage uuid, at timestamptz)
        left join users u on u.workspace_id = ${sql.workspace} and u.id = ${ctx.actor.id}::uuid`,
  )
  await ctx.db.rows(waysOf(entries.map(({ opportunity }) => opportunity)))
  announceAfterCommit(ctx, objectOf(ctx, 'stage_stay'))
}

/** Ends the stay that is open, if there is one, and begins the next. @param stage null where it has ended: what is over stands nowhere. */
export async function changeStay(ctx: Context, opportunity: string, { at, stage }: { at: Date; stage: string | null }): Promise<void> {
  await ctx.db.rows(
    sql`update stage_stays s set until_at = greatest(${at}::timestamptz, s.from_at), updated_at = ${ctx.clock.now()}, updated_by = ${ctx.actor.id}::uuid
      where s.workspace_id = ${sql.workspace} and s.opportunity_id = ${opportunity}::uuid and s.until_at is null`,
  )
  if (stage) return enterStages(ctx, [{ opportunity, stage, at: at.toISOString() }])
  await ctx.db.rows(waysOf([opportunity]))
  announceAfterCommit(ctx, objectOf(ctx, 'stage_stay'))
}

/** Stages that one way tells of: a row of the index that figures are read from holds no more. */
const mostStages = 64

/**
 * The ways of opportunities anew from their stays, as a statement: the stages that each ever stood in, by id, and the seconds in each, null
 * for the one where it stands.
 */
export function waysOf(opportunities: readonly string[]): Sql {
  const first = (column: string) => sql.raw(`(array_agg(t.${column} order by t.stage_id))[:${mostStages}]`)
  return sql`update opportunities o set stood_in = w.stages, stood_for = w.seconds
    from (
      select t.opportunity_id, ${first('stage_id')} as stages, ${first('seconds')} as seconds
      from (
        select s.opportunity_id, s.stage_id, case when bool_and(s.until_at is not null) then round(sum(date_part('epoch', s.until_at - s.from_at)))::bigint end as seconds
        from stage_stays s where s.workspace_id = ${sql.workspace} and s.opportunity_id = any(${[...opportunities]}::uuid[]) group by s.opportunity_id, s.stage_id
      ) t group by t.opportunity_id
    ) w
    where o.workspace_id = ${sql.workspace} and o.id = w.opportunity_id`
}
