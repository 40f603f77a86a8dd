import { businessCalendarOf } from '../../team/index.ts'
import type { BusinessCalendar } from '../../../platform/calendar/business.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { standardTimes, type CallBackTimes } from '../rules/next-try.ts'

export interface Queue extends CallBackTimes {
  id: string | null
  manager: string | null
  calendar: BusinessCalendar
  after_request_days: number | null
  after_request_priorities: string[]
}

interface Row {
  id: string
  manager: string | null
  calendar: string | null
  call_back_minutes: number
  retries: { after_minutes: number }[]
  after_request_days: number | null
  after_request_priorities: string[]
}

/** The queue, or the first that is switched on where none is named; standard times where the company has none. */
export async function queueOf(ctx: Context, id: unknown = null): Promise<Queue> {
  const named = typeof id === 'string' ? id : null
  const [row] = await ctx.db.rows<Row>(
    sql`select q.id::text as id, q.manager_id::text as manager, q.calendar_id::text as calendar, q.call_back_minutes::int as call_back_minutes, q.retries, q.after_request_days::int as after_request_days, q.after_request_priorities
      from call_queues q where q.workspace_id = ${sql.workspace} and q.deleted_at is null and (q.id = ${named}::uuid or (${named}::uuid is null and q.is_active))
      order by q.position, q.created_at, q.id limit 1`,
  )
  const calendar = await businessCalendarOf(ctx, row?.calendar ?? null)
  if (!row) return { id: null, manager: null, calendar, ...standardTimes, after_request_days: null, after_request_priorities: [] }
  return { ...row, calendar, retries: row.retries.map(({ after_minutes: minutes }) => minutes) }
}
