import { addWorkingTime } from '../../../platform/calendar/business.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { businessCalendarOf } from '../../team/index.ts'
import { contactGoal } from '../queries/contact-goal.ts'

export const contactDueListener: Listener = {
  name: 'leads.contact-due',
  kinds: ['leads.lead.created'],
  handle: (ctx, events) => setContactDue(ctx, events.map(({ record_id: id, at }) => ({ id, at }))),
}

/** A bulk path for what is computed: until when new leads are to be contacted, by the business calendar. @param leads with the instant at which each came */
export async function setContactDue(ctx: Context, leads: readonly { id: string; at: string }[]): Promise<void> {
  const [calendar, minutes] = await Promise.all([businessCalendarOf(ctx), contactGoal(ctx)])
  const due = leads.flatMap(({ id, at }) => {
    const end = addWorkingTime(calendar, new Date(at), minutes * 60_000)
    return end ? [{ id, due_at: end }] : []
  })
  await ctx.db.rows(
    sql`update leads c set contact_due_at = r.due_at from json_to_recordset(${JSON.stringify(due)}::json) as r(id uuid, due_at timestamptz)
      where c.workspace_id = ${sql.workspace} and c.id = r.id and c.contact_due_at is null`,
  )
  announceAfterCommit(ctx, objectOf(ctx, 'lead'))
}
