/**
 * Stays in stages follow from moves and are written in their transaction: no version and no event of their own, the move has both. The
 * opportunity is locked by whoever moves it, so that stays follow each other; the table refuses a second open one.
 */
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
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
  announceAfterCommit(ctx, objectOf(ctx, 'stage_stay'))
}

/** Ends the stay that is open, if there is one: what is over has none. */
export async function leaveStage(ctx: Context, opportunity: string, at: Date): Promise<void> {
  await ctx.db.rows(
    sql`update stage_stays s set until_at = greatest(${at}::timestamptz, s.from_at), updated_at = ${ctx.clock.now()}, updated_by = ${ctx.actor.id}::uuid
      where s.workspace_id = ${sql.workspace} and s.opportunity_id = ${opportunity}::uuid and s.until_at is null`,
  )
  announceAfterCommit(ctx, objectOf(ctx, 'stage_stay'))
}
