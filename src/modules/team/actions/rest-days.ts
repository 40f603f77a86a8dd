import { z } from 'zod'
import { addDays, diffDays } from '../../../platform/calendar/days.ts'
import { isWorkingDay } from '../../../platform/calendar/business.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { businessCalendarOf } from '../queries/business-calendar.ts'
import { publicDays } from '../rules/calendar-hours.ts'

const mostDays = 100

/** The days of a span that the company does not work by its default calendar, with the name of the holiday where it has one: plans shade them. */
export const restDays = defineAction({
  name: 'rest-days',
  object: 'calendar',
  on: 'collection',
  label: { zh: '休息日', en: 'Days of rest' },
  is_query: true,
  input: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  guard: (ctx) => verdictOf(ctx, 'calendar', 'see') !== false,
  run: async (ctx, { input: { from, to } }) => {
    const length = diffDays(from, to) + 1
    if (from < '2000' || to >= '2100' || length < 1 || length > mostDays) throw invalid([issue('to', 'out_of_range', `请选本世纪的 1 至 ${mostDays} 天`, `Ask for 1 to ${mostDays} days of this century`)])
    const [calendar, own] = await Promise.all([
      businessCalendarOf(ctx),
      ctx.db.rows<{ day: string; name: string | null; holidays: string }>(
        sql`select d.day::text as day, d.name, c.holidays from (select c.id, c.holidays from calendars c where c.workspace_id = ${sql.workspace} and c.deleted_at is null order by c.is_default desc, c.created_at limit 1) c
          left join calendar_days d on d.workspace_id = ${sql.workspace} and d.calendar_id = c.id and d.deleted_at is null and d.day between ${from}::date and ${to}::date`,
      ),
    ])
    const names = new Map<string, string | null>(publicDays(own[0]?.holidays ?? 'none').map((each) => [each.day, each.name[ctx.language]]))
    for (const { day, name } of own) if (day) names.set(day, name)
    const days = Array.from({ length }, (_, index) => addDays(from, index))
    return { days: days.flatMap((day) => (isWorkingDay(calendar, day) ? [] : [{ day, name: names.get(day) ?? null }])) }
  },
})
