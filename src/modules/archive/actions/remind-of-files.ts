import { transaction } from '../../../platform/db/database.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { NoticeKind } from '../../../kernel/definitions/notice.ts'
import { notifyAll } from '../../notices/index.ts'

export const archiveNotices: NoticeKind[] = [
  {
    kind: 'file_due',
    label: { zh: '档案快到期', en: 'A file is due soon' },
    text: { zh: '{record} 的档案须在 {day} 补全', en: 'The file of {record} has to be complete on {day}' },
    default: { app: true, mail: 'digest' },
  },
  {
    kind: 'file_overdue',
    label: { zh: '档案逾期', en: 'A file is overdue' },
    text: { zh: '{record} 的档案 {day} 到期，仍未补全', en: 'The file of {record} was due on {day} and is not complete' },
    default: { app: true, mail: 'digest' },
  },
]

const [hoursAhead, daysBack, most] = [36, 14, 20_000]

/** Each morning: whoever looks after a file is told once before it is due, and once when it is overdue. */
export async function remindOfFiles(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await transaction(ctx, async (ctx) => {
    const clocks = await ctx.db.rows<{ id: string; customer: string; owner: string; due_at: string }>(
      sql`select k.id, k.customer_id as customer, k.owner_id as owner, k.due_at from archive_clocks k
        where k.workspace_id = ${sql.workspace} and k.done_at is null and k.kind = 'filing' and k.owner_id is not null
          and k.due_at between ${now}::timestamptz - make_interval(days => ${daysBack}) and ${now}::timestamptz + make_interval(hours => ${hoursAhead})
        order by k.due_at limit ${most}`,
    )
    await notifyAll(ctx, clocks.map(({ id, customer, owner, due_at }) => {
      const due = new Date(due_at)
      const kind = due < now ? 'file_overdue' : 'file_due'
      return { kind, to: [owner], object: 'customer', record_id: customer, values: { day: dayOf(due, ctx.workspace.timeZone) }, key: `${kind}:${id}`, from: null }
    }))
  })
}
