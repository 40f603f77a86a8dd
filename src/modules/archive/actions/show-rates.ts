import { z } from 'zod'
import { addDays, isDay } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { whereOf } from '../../../kernel/query/list.ts'

const day = z.string().refine((text) => isDay(text) && text > '1900' && text < '2200', { message: 'A day such as 2026-05-01' })

interface Row {
  by: number
  id: string | null
  name: string | null
  due: number
  on_time: number
  late: number
  overdue: number
}

/** How much was in time, of what was due in a period: in all, by department and by person, among what the caller may see. One statement. */
export const showRates = defineAction({
  name: 'rates',
  object: 'archive_clock',
  on: 'collection',
  label: { zh: '按时率', en: 'On-time rates' },
  is_query: true,
  input: z
    .strictObject({ from: day, to: day, kind: z.enum(['filing', 'entering']).optional() })
    .refine(({ from, to }) => from <= to, { message: 'from is after to', path: ['to'] }),
  guard: (ctx) => verdictOf(ctx, 'archive_clock', 'see') !== false,
  run: async (ctx, { input }) => {
    const zone = ctx.workspace.timeZone
    const now = ctx.clock.now()
    const [from, end] = [startOfDay(input.from, zone), startOfDay(addDays(input.to, 1), zone)]
    // What still has time is neither in time nor late.
    const rows = await ctx.db.rows<Row>(sql`
      select g.by, g.id, coalesce(d.name, u.name) as name, g.due, g.on_time, g.late, g.overdue from (
        select grouping(c.department_id, c.owner_id) as by, coalesce(c.owner_id, c.department_id) as id, count(*) as due,
          count(*) filter (where c.is_on_time) as on_time, count(*) filter (where not c.is_on_time) as late, count(*) filter (where c.done_at is null) as overdue
        from archive_clocks c
        where ${whereOf(ctx, objectOf(ctx, 'archive_clock'), 'c', {})} and c.due_at >= ${from} and c.due_at < ${end} and (c.done_at is not null or c.due_at < ${now})
          ${input.kind ? sql`and c.kind = ${input.kind}` : sql.empty}
        group by grouping sets ((c.department_id), (c.owner_id), ())) g
      left join departments d on d.workspace_id = ${sql.workspace} and d.id = g.id and g.by = 1
      left join users u on u.workspace_id = ${sql.workspace} and u.id = g.id and g.by = 2
      order by g.due desc, g.id`)
    const plain = ({ by: _by, ...row }: Row) => row
    const [total] = rows.filter(({ by }) => by === 3)
    return {
      total: total ? plain(total) : { id: null, name: null, due: 0, on_time: 0, late: 0, overdue: 0 },
      departments: rows.filter(({ by }) => by === 1).map(plain),
      people: rows.filter(({ by }) => by === 2).map(plain),
    }
  },
})
