import type { Context } from '../../../kernel/context.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { sql } from '../../../platform/db/sql.ts'
import { announced } from './notify.ts'

/**
 * What records of an object called for is done, and nobody need read of it any more; or it is to be done after all.
 * @param records.done ids of records. @param records.open ids of records; what was read of them stays read.
 * @param records.of only of this kind, and where people are named only what they were told. `still`: keys of what holds as it was told; of
 * those that are done only others are settled, of those that are open only these are opened.
 */
export async function settleNotices(ctx: Context, object: string, records: { done: readonly string[]; open: readonly string[]; of?: { kind: string; people?: readonly string[]; still?: readonly string[] } }): Promise<void> {
  const now = ctx.clock.now()
  const { of } = records
  const told = of ? sql`and n.kind = ${of.kind} ${of.people ? sql`and n.receiver_id = any(${of.people}::uuid[])` : sql.empty}` : sql.empty
  const holds = (is: boolean) => (of?.still ? sql`and (n.key = any(${of.still}::text[])) ${sql.raw(is ? 'is true' : 'is not true')}` : sql.empty)
  const about = (ids: readonly string[]) => sql`n.workspace_id = ${sql.workspace} and n.object = ${object} and n.record = any(${ids}::text[]) ${told}`
  const [settled] = await ctx.db.rows<{ count: number }>(
    sql`with done as (update notifications n set done_at = ${now}, read_at = coalesce(n.read_at, ${now}), updated_at = ${now} where ${about(records.done)} ${holds(false)} and n.done_at is null returning 1),
        open as (update notifications n set done_at = null, updated_at = ${now} where ${about(records.open)} ${holds(true)} and n.done_at is not null returning 1)
      select (select count(*) from done)::int + (select count(*) from open)::int as count`,
  )
  if (settled?.count) announceAfterCommit(ctx, announced)
}
