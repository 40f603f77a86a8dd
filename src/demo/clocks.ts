/** Clocks of the archive rules over the last weeks, by the same code that keeps them later: it hears the planted events. */
import { sql } from '../platform/db/sql.ts'
import type { Context } from '../kernel/context.ts'
import type { StoredEvent } from '../kernel/history/events.ts'
import { clockEvents, keepClocks } from '../modules/archive/index.ts'
import { dayLength } from './world.ts'

const daysMeasured = 60

/** A world without events has no clocks. */
export async function plantClocks(ctx: Context): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - daysMeasured * dayLength)
  await ctx.db.rows(sql`update archive_rules r set since = ${since} where r.workspace_id = ${sql.workspace}`)
  const events = await ctx.db.rows<StoredEvent>(
    sql`select e.id, e.at, e.kind, e.object, e.record_id, e.about_id, e.version, e.actor_id, e.actor_name, e.before, e.after, e.cause from events e
      where e.workspace_id = ${sql.workspace} and e.kind = any(${clockEvents}::text[]) and e.at >= ${since} order by e.at, e.id limit 100000`,
  )
  await keepClocks(ctx, events)
}
