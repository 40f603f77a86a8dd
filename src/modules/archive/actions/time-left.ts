import { z } from 'zod'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { workingDaysBetween, workingTimeBetween } from '../../../platform/calendar/business.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { businessCalendarOf } from '../../team/index.ts'

/** How much of its time a clock has left, in working time; negative where it is over. */
export const timeLeft = defineAction({
  name: 'left',
  object: 'archive_clock',
  on: 'record',
  label: { zh: '剩余时间', en: 'Time left' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'archive_clock', 'see') !== false,
  run: async (ctx, { id }) => {
    const [clock] = await ctx.db.rows<{ due_at: Date; calendar_id: string | null }>(
      sql`select k.due_at, r.calendar_id from archive_clocks k join archive_rules r on r.workspace_id = ${sql.workspace} and r.id = k.rule_id
        where k.workspace_id = ${sql.workspace} and k.id = ${id}::uuid`,
    )
    if (!clock) return { working_minutes: 0, working_days: 0 }
    const calendar = await businessCalendarOf(ctx, clock.calendar_id)
    const { timeZone } = calendar.hours
    const now = ctx.clock.now()
    const due = new Date(clock.due_at)
    return {
      working_minutes: Math.round(workingTimeBetween(calendar, now, due) / 60_000),
      working_days: workingDaysBetween(calendar, dayOf(now, timeZone), dayOf(due, timeZone)),
    }
  },
})
