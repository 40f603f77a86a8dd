/** Who is to receive which report: kept before a mail is made, so that nobody receives one twice for the same time. */
import { z } from 'zod'
import { newId } from '../../../platform/ids.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { lastDue } from '../rules/due.ts'

/** What was due longer ago, because the server was away, is left out: nobody wants five reports of last week. */
const patience = 24 * 3_600_000

const shape = z.object({
  id: z.string(), report: z.string(), every: z.enum(['day', 'week', 'month']), weekday: z.string().nullable(), day: z.coerce.number().nullable(), hour: z.coerce.number(),
  recipients: z.array(z.string()), since: z.date(), sender: z.string().nullable(),
})

/** What has become due since schedules were made or changed. Twice is as good as once. */
export async function queueDue(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const rows = await ctx.db.rows(
    sql`select s.id, s.report_id as report, s.every, s.weekday, s.day, s.hour, s.recipient_ids as recipients, s.updated_at as since, s.created_by as sender
      from report_schedules s where s.workspace_id = ${sql.workspace} and s.is_active and ${isLiving(ctx, objectOf(ctx, 'report_schedule'), 's')}`,
  )
  const due = z.array(shape).parse(rows).flatMap((schedule) => {
    const at = lastDue({ every: schedule.every, weekday: Number(schedule.weekday ?? 1), day: schedule.day ?? 1, hour: schedule.hour }, now, ctx.workspace.timeZone)
    return at > schedule.since && now.getTime() - at.getTime() < patience ? [{ ...schedule, at }] : []
  })
  await enqueue(ctx, due.flatMap(({ id, report, sender, at, recipients }) => recipients.map((receiver) => ({ schedule: id, report, sender, at, receiver }))))
}

export interface NewDelivery {
  /** Null: somebody sends it now. */
  schedule: string | null
  report: string
  sender: string | null
  at: Date
  receiver: string
}

/** One statement for the rows, one for the queue, whatever their number. */
export async function enqueue(ctx: Context, deliveries: readonly NewDelivery[]): Promise<void> {
  await transaction(ctx, async (ctx) => {
    if (deliveries.length > 0) {
      const rows = deliveries.map(({ schedule, report, sender, at, receiver }) => ({ id: newId(), schedule, report, sender, at: at.toISOString(), receiver }))
      await ctx.db.rows(
        sql`insert into report_deliveries (workspace_id, id, report_id, schedule_id, due_at, receiver_id, sender_id)
          select ${sql.workspace}, d.id, d.report, d.schedule, d.at, d.receiver, d.sender
          from json_to_recordset(${JSON.stringify(rows)}::json) as d(id uuid, report uuid, schedule uuid, at timestamptz, receiver uuid, sender uuid) on conflict do nothing`,
      )
    }
    await ctx.db.rows(
      sql`select add_job('reports.mail', json_build_object('workspace', ${ctx.workspace.id}::text, 'delivery', d.id), 'reports.mail:' || d.id)
        from report_deliveries d where d.workspace_id = ${sql.workspace} and d.state = 'waiting'`,
    )
  })
}
