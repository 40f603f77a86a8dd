import { closeOf, addWorkingDays } from '../../../platform/calendar/business.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { transaction } from '../../../platform/db/database.ts'
import { changeMany } from '../../../kernel/records/change-many.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { queueOf } from '../queries/queues.ts'

interface Solved {
  id: string
  subject: string
  customer: string
  contact: string | null
  phone: string | null
  owner: string | null
  key: string
}

/**
 * A solved request is asked about within the days that the first queue says: once each time it was completed, however often this hears of it.
 * A request that is a complaint is left to the call-back of its complaint.
 */
export async function planAfterRequest(ctx: Context, events: readonly Pick<StoredEvent, 'record_id'>[]): Promise<void> {
  const queue = await queueOf(ctx)
  if (queue.after_request_days === null) return
  const ids = [...new Set(events.map(({ record_id: id }) => id))]
  const solved = await ctx.db.rows<Solved>(
    sql`select * from (
        select r.id::text as id, r.subject, r.customer_id::text as customer, r.contact_id::text as contact, coalesce(r.requester_phone, t.phones[1], c.phones[1]) as phone, r.owner_id::text as owner,
          'request:' || r.id::text || ':' || r.reopened_count::text as key
        from service_requests r join customers c on c.workspace_id = ${sql.workspace} and c.id = r.customer_id and c.deleted_at is null
          left join contacts t on t.workspace_id = ${sql.workspace} and t.id = r.contact_id and t.deleted_at is null
        where r.workspace_id = ${sql.workspace} and r.id = any(${ids}::uuid[]) and r.deleted_at is null and r.status in ('completed', 'evaluated', 'closed')
          and (cardinality(${queue.after_request_priorities}::text[]) = 0 or r.priority = any(${queue.after_request_priorities}::text[]))
          and not exists (select 1 from complaints k where k.workspace_id = ${sql.workspace} and k.request_id = r.id and k.deleted_at is null)) s
      where not exists (select 1 from call_backs b where b.workspace_id = ${sql.workspace} and b.origin_key = s.key) order by s.id`,
  )
  const day = addWorkingDays(queue.calendar, dayOf(ctx.clock.now(), ctx.workspace.timeZone), queue.after_request_days) ?? dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const due_at = closeOf(queue.calendar, day).toISOString()
  // Requests are completed one by one, by people.
  for (const { id, key, ...request } of solved) await createRecord(ctx, objectOf(ctx, 'call_back'), { ...request, why: 'after_request', after: id, queue: queue.id, due_at, origin_key: key }, { asSystem: true })
}

/** What was opened again is not asked about: the call-back of that time ends, and the next completion plans its own. Whoever hears late leaves that one alone. */
export async function endAfterReopened(ctx: Context, events: readonly Pick<StoredEvent, 'record_id'>[]): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'call_back')
    const now = ctx.clock.now().toISOString()
    const open = await ctx.db.rows<{ id: string; version: number; customer: string | null }>(
      sql`select b.id::text as id, b.version, b.customer_id::text as customer from call_backs b
        join service_requests r on r.workspace_id = ${sql.workspace} and r.id = b.after_id and b.origin_key <> 'request:' || r.id::text || ':' || r.reopened_count::text
        where b.workspace_id = ${sql.workspace} and b.after_id = any(${[...new Set(events.map(({ record_id: id }) => id))]}::uuid[]) and b.why = 'after_request' and b.status = 'open' and ${isLiving(ctx, object, 'b')}
        order by b.id for no key update of b`,
    )
    await changeMany(ctx, object, open.map(({ id, version, customer }) => ({ id, version, before: { customer, status: 'open', closed_at: null }, after: { customer, status: 'reopened', closed_at: now } })), { verb: 'request_reopened', fields: ['status', 'closed_at'] })
  })
}
