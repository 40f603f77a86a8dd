import { dayOf } from '../../../platform/calendar/zones.ts'
import { nextOccurrence } from '../../../platform/chinese/lunar.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

const slice = 5000

/** Moves `next_on` of days that have passed to their next return; daily, in slices. */
export async function refreshSpecialDays(ctx: Context): Promise<void> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  for (;;) {
    const rows = await ctx.db.rows<{ id: string; day: string; calendar: 'solar' | 'lunar' }>(
      sql`select d.id, d.day, d.calendar from special_days d
        where d.workspace_id = ${sql.workspace} and d.next_on < ${today}::date order by d.next_on limit ${slice}`,
    )
    if (rows.length === 0) return
    const next = rows.map(({ id, day, calendar }) => ({ id, next_on: nextOccurrence({ on: day, calendar, after: today }) }))
    await ctx.db.rows(
      sql`update special_days d set next_on = r.next_on from json_to_recordset(${JSON.stringify(next)}::json) as r(id uuid, next_on date)
        where d.workspace_id = ${sql.workspace} and d.id = r.id`,
    )
  }
}
