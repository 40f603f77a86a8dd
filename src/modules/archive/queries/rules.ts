import { endOfTerm, type BusinessCalendar, type TermUnit } from '../../../platform/calendar/business.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { businessCalendarOf } from '../../team/index.ts'

export interface Rule {
  id: string
  start: string
  count: number
  unit: TermUnit
  since: string
  calendar: BusinessCalendar
}

/** Rules that are switched on, each with its calendar ready to count by; with `all` also those that are not. */
export async function rulesOf(ctx: Context, which: 'active' | 'all' = 'active'): Promise<Rule[]> {
  const rows = await ctx.db.rows<Omit<Rule, 'calendar'> & { calendar_id: string | null }>(
    sql`select r.id, r.start, r.count, r.unit, r.since, r.calendar_id from archive_rules r
      where r.workspace_id = ${sql.workspace} and ${which === 'all' ? sql`true` : sql`r.is_active and r.deleted_at is null`}`,
  )
  const ids = [...new Set(rows.map((row) => row.calendar_id))]
  const calendars = new Map(await Promise.all(ids.map(async (id) => [id, await businessCalendarOf(ctx, id)] as const)))
  return rows.flatMap(({ calendar_id, ...rule }) => {
    const calendar = calendars.get(calendar_id)
    return calendar ? [{ ...rule, calendar }] : []
  })
}

/** When a clock of the rule that began then has to end; null where the calendar has no work. */
export function dueAt(rule: Rule, startedAt: string | Date): Date | null {
  return endOfTerm(rule.calendar, new Date(startedAt), rule)
}
