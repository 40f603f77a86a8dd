import { addDays } from '../../../platform/calendar/days.ts'
import { addWorkingDays } from '../../../platform/calendar/business.ts'
import { dayOf, minuteOfDay } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { changeMany } from '../../../kernel/records/change-many.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { notifyAll } from '../../notices/index.ts'
import { businessCalendarOf } from '../../team/index.ts'

/** By the clock of the company: then nobody is sent any more today. */
const eveningBegins = 19 * 60

/** The last day that is over for the work of the day. */
export function dayThatEnded(now: Date, timeZone: string): string {
  const today = dayOf(now, timeZone)
  return minuteOfDay(now, timeZone) >= eveningBegins ? today : addDays(today, -1)
}

const slice = 1000

interface LeftOver {
  id: string
  version: number
  request: string
  wanted_on: string
  left_over_since: string | null
  left_over_count: number
  owner: string | null
}

/**
 * What was to be done by the day that ended and was given to nobody heads the list of the next working day. What was carried lies ahead,
 * so that the same evening again, or another process, carries nothing twice.
 * @returns how many were carried
 */
export async function carryOver(ctx: Context): Promise<number> {
  const over = dayThatEnded(ctx.clock.now(), ctx.workspace.timeZone)
  const next = addWorkingDays(await businessCalendarOf(ctx), over, 1) ?? addDays(over, 1)
  let carried = 0
  for (;;) {
    const found = await transaction(ctx, async (ctx) => {
      const rows = await ctx.db.rows<LeftOver>(
        sql`select j.id::text as id, j.version, j.request_id::text as request, j.wanted_on::text as wanted_on, j.left_over_since::text as left_over_since, j.left_over_count::int as left_over_count,
            (select r.owner_id::text from service_requests r where r.workspace_id = ${sql.workspace} and r.id = j.request_id) as owner
          from field_jobs j where j.workspace_id = ${sql.workspace} and j.engineer_id is null and j.status = 'planned' and j.deleted_at is null and j.wanted_on <= ${over}::date
          order by j.wanted_on, j.id limit ${slice} for no key update of j skip locked`,
      )
      await changeMany(ctx, objectOf(ctx, 'field_job'), rows.map(({ id, version, request, wanted_on, left_over_since, left_over_count }) => ({
        id, version, before: { request, wanted_on, left_over_since, left_over_count }, after: { wanted_on: next, left_over_since: left_over_since ?? wanted_on, left_over_count: left_over_count + 1 },
      })), { verb: 'left_over', fields: ['wanted_on', 'left_over_since', 'left_over_count'] })
      await notifyAll(ctx, rows.flatMap(({ id, owner, wanted_on }) => (owner ? [{ kind: 'job_left_over', to: [owner], object: 'field_job', record_id: id, key: `job_left_over:${id}:${wanted_on}`, from: null }] : [])))
      if (rows.length > 0) announceAfterCommit(ctx, objectOf(ctx, 'field_job'))
      return rows.length
    })
    carried += found
    if (found < slice) return carried
  }
}
