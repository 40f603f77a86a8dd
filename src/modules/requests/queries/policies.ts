import type { BusinessCalendar } from '../../../platform/calendar/business.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { businessCalendarOf } from '../../team/index.ts'
import type { PolicyConditions } from '../rules/policies-that-fit.ts'

export interface SlaPolicy extends PolicyConditions {
  id: string
  response_minutes: number | null
  solution_minutes: number | null
  warn_percent: number
  escalate_to: string | null
  calendar: BusinessCalendar
}

/** Those that are switched on, in their order, each with its calendar ready to count by; and the calendar of the company for requests that none fits. */
export async function slaPolicies(ctx: Context): Promise<{ policies: SlaPolicy[]; usual: BusinessCalendar }> {
  const rows = await ctx.db.rows<Omit<SlaPolicy, 'calendar'> & { calendar_id: string | null }>(
    sql`select p.id, p.tiers, p.classes, p.priorities, p.kinds, p.response_minutes, p.solution_minutes, p.warn_percent, p.escalate_to_id as escalate_to, p.calendar_id
      from sla_policies p where p.workspace_id = ${sql.workspace} and p.is_active and p.deleted_at is null order by p.position, p.created_at, p.id`,
  )
  const usual = await businessCalendarOf(ctx)
  const ids = [...new Set(rows.flatMap(({ calendar_id: id }) => id ?? []))]
  const calendars = new Map(await Promise.all(ids.map(async (id) => [id, await businessCalendarOf(ctx, id)] as const)))
  return { usual, policies: rows.map(({ calendar_id: id, ...policy }) => ({ ...policy, calendar: (id && calendars.get(id)) || usual })) }
}
