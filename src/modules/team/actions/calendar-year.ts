import { z } from 'zod'
import { addDays, weekdayOf } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { Context } from '../../../kernel/context.ts'
import { isWorkingDay, workingDaysBetween } from '../../../platform/calendar/business.ts'
import { publishedYears } from '../../../platform/chinese/public-holidays.ts'
import { businessCalendarOf } from '../queries/business-calendar.ts'
import { publicDays } from '../rules/calendar-hours.ts'

interface OwnDay {
  id: string
  version: number
  day: string
  kind: string
  name: string | null
  hours: unknown[]
}

/** Every day of a year: whether it is worked, and why where that differs from the week. */
export const calendarYear = defineAction({
  name: 'year',
  object: 'calendar',
  on: 'record',
  label: { zh: '全年', en: 'Year' },
  is_query: true,
  input: z.strictObject({ year: z.number().int().min(2000).max(2099) }),
  guard: (ctx) => verdictOf(ctx, 'calendar', 'see') !== false,
  run: async (ctx, { id, input: { year } }) => {
    const [calendar, own, [kept]] = await Promise.all([
      businessCalendarOf(ctx, id),
      ownDays(ctx, id, year),
      ctx.db.rows<{ holidays: string }>(sql`select c.holidays from calendars c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid`),
    ])
    const publics = new Map(publicDays(kept?.holidays ?? 'none').map((each) => [each.day, each]))
    const owns = new Map(own.map((each) => [each.day, each]))
    const days = []
    for (let day = `${year}-01-01`; day < `${year + 1}-01-01`; day = addDays(day, 1)) {
      const published = publics.get(day)
      days.push({
        day,
        weekday: weekdayOf(day),
        is_worked: isWorkingDay(calendar, day),
        published: published ? { kind: published.kind, name: published.name[ctx.language], is_expected: published.is_expected } : null,
        own: owns.get(day) ?? null,
      })
    }
    return { year, is_published: publishedYears.includes(year), working_days: workingDaysBetween(calendar, `${year - 1}-12-31`, `${year}-12-31`), days }
  },
})

function ownDays(ctx: Context, calendarId: string | null, year: number): Promise<OwnDay[]> {
  return ctx.db.rows<OwnDay>(
    sql`select d.id, d.version, d.day::text as day, d.kind, d.name, d.hours from calendar_days d
      where d.workspace_id = ${sql.workspace} and d.calendar_id = ${calendarId}::uuid and d.deleted_at is null
        and d.day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`,
  )
}
