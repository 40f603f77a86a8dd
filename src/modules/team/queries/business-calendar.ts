import type { BusinessCalendar } from '../../../platform/calendar/business.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { readyCalendar } from '../ready/calendar.ts'
import { calendarOf, type KeptCalendar } from '../rules/calendar-hours.ts'

/** Summed years are worth keeping; what is kept is found by what the calendar says, so that nothing can be out of date. */
const known = new Map<string, BusinessCalendar>()
const mostKnown = 100

/** A calendar of the company ready to count by: the one named, else the default. One that was deleted is as if it were not named. */
export async function businessCalendarOf(ctx: Context, id: string | null = null): Promise<BusinessCalendar> {
  const [row] = await ctx.db.rows<{ kept: string }>(
    sql`select json_build_object('time_zone', c.time_zone, 'hours', c.hours, 'holidays', c.holidays, 'days',
        coalesce((select json_agg(json_build_object('day', d.day, 'kind', d.kind, 'hours', d.hours) order by d.day)
          from calendar_days d where d.workspace_id = ${sql.workspace} and d.calendar_id = c.id and d.deleted_at is null), '[]'::json))::text as kept
      from calendars c where c.workspace_id = ${sql.workspace} and c.deleted_at is null
      order by (c.id = ${id}::uuid) desc nulls last, c.is_default desc, c.created_at limit 1`,
  )
  const text = row?.kept ?? JSON.stringify({ ...readyCalendar(ctx.workspace.timeZone), days: [] })
  const found = known.get(text)
  if (found) return found
  // Written by this module alone, and checked when it was.
  const kept: KeptCalendar = JSON.parse(text)
  const calendar = calendarOf(kept)
  const [oldest] = known.keys()
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest)
  known.set(text, calendar)
  return calendar
}
