import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf, startOfDay } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { businessCalendarOf } from '../../team/index.ts'
import { boardJobs } from '../queries/board-jobs.ts'
import { peopleToSend } from '../queries/people.ts'
import { openHours } from '../rules/open-hours.ts'

/** Days and people of the dispatch board, and what waits beside it: as much as the caller may see of it. */
export const showBoard = defineAction({
  name: 'board',
  object: 'field_job',
  on: 'collection',
  label: { zh: '派工台', en: 'Dispatch board' },
  is_query: true,
  input: z.strictObject({ from: z.iso.date().optional(), days: z.number().int().min(1).max(7).default(1) }),
  guard: (ctx) => verdictOf(ctx, 'field_job', 'see') !== false,
  run: async (ctx, { input }) => {
    const { timeZone } = ctx.workspace
    const first = input.from ?? dayOf(ctx.clock.now(), timeZone)
    const days = Array.from({ length: input.days }, (_, index) => addDays(first, index))
    const [jobs, people, calendar, skills] = await Promise.all([
      boardJobs(ctx, { from: startOfDay(first, timeZone), until: startOfDay(addDays(first, input.days), timeZone) }),
      peopleToSend(ctx, { from: first, to: addDays(first, input.days - 1) }),
      businessCalendarOf(ctx),
      ctx.db.rows<{ id: string; name: string }>(sql`select s.id::text as id, s.name from skills s where s.workspace_id = ${sql.workspace} and s.deleted_at is null order by s.name`),
    ])
    return {
      today: dayOf(ctx.clock.now(), timeZone),
      days: days.map((day) => ({ day, open: openHours(calendar, day) })),
      people: people.map(({ territories: _ids, ...person }) => person),
      jobs: jobs.filter(({ engineer }) => engineer !== null),
      waiting: jobs.filter(({ engineer }) => engineer === null),
      skills,
    }
  },
})
