/** Shares of a record that was merged into another: whoever could see or change one of the two can do so with what became of them. */
import { sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { MergePair } from '../definitions/module.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { announceAfterCommit } from '../history/events.ts'

export interface MovedShares {
  /** From the loser to the survivor. */
  moved: string[]
  /** Of the survivor, taken back because a wider one came. */
  withdrawn: string[]
}

const announced = { name: 'share' }

/**
 * The wider right wins: a share of the loser moves unless the survivor has one with the same person or department that reaches as far
 * and as long; one of the survivor that reaches no further than what came is taken back. Neither widens the other: what is written
 * until January beside what is read for ever stays two shares.
 */
export async function mergeShares(ctx: Context, object: ObjectDefinition, { survivor, loser }: MergePair): Promise<MovedShares> {
  const of = (row: string, id: string) => sql`${sql.id(row, 'workspace_id')} = ${sql.workspace} and ${sql.id(row, 'object')} = ${object.name}
    and ${sql.id(row, 'record_id')} = ${id}::uuid and ${sql.id(row, 'deleted_at')} is null`
  const covers = sql`o.person_id is not distinct from s.person_id and o.department_id is not distinct from s.department_id
    and (o.access = 'write' or s.access = 'read') and coalesce(o.until, 'infinity') >= coalesce(s.until, 'infinity')`
  const withdrawn = await ctx.db.rows<{ id: string }>(
    sql`update shares s set deleted_at = ${ctx.clock.now()}, deleted_by = ${ctx.actor.id} where ${of('s', survivor)}
      and exists (select 1 from shares o where ${of('o', loser)} and ${covers} and (o.access <> s.access or coalesce(o.until, 'infinity') > coalesce(s.until, 'infinity')))
      returning s.id`,
  )
  const moved = await ctx.db.rows<{ id: string }>(
    sql`update shares s set record_id = ${survivor}::uuid where ${of('s', loser)}
      and not exists (select 1 from shares o where ${of('o', survivor)} and ${covers}) returning s.id`,
  )
  announceAfterCommit(ctx, announced)
  return { moved: moved.map(({ id }) => id), withdrawn: withdrawn.map(({ id }) => id) }
}

/** What was taken back since stays so. */
export async function unmergeShares(ctx: Context, { survivor, loser }: MergePair, shares: MovedShares): Promise<void> {
  const back = await ctx.db.rows<{ id: string }>(
    sql`update shares s set record_id = ${loser}::uuid where s.workspace_id = ${sql.workspace} and s.id = any(${shares.moved}::uuid[])
      and s.record_id = ${survivor}::uuid and s.deleted_at is null returning s.id`,
  )
  if (back.length > 0) {
    await ctx.db.rows(
      sql`update shares s set deleted_at = null, deleted_by = null where s.workspace_id = ${sql.workspace} and s.id = any(${shares.withdrawn}::uuid[]) and s.record_id = ${survivor}::uuid`,
    )
  }
  announceAfterCommit(ctx, announced)
}
