import { formatPhone } from '../../../platform/phone.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { queueOf } from '../queries/queues.ts'
import { inWorkingMinutes } from '../rules/next-try.ts'

/**
 * Who called in vain is called back: one call-back a number, however often it was missed. Within the transaction that ends the call.
 * @returns its id
 */
export async function callBackOf(ctx: Context, call: Stored, phone: string): Promise<string> {
  // What follows from an act that the caller was allowed, or from nobody's.
  const acting = withEveryRight(ctx)
  const object = objectOf(ctx, 'call_back')
  const open = await openOf(ctx, phone)
  if (open) {
    const { record } = await lockRecord(acting, object, open, 'change')
    const customer = record.customer ?? call.customer ?? null
    await updateRecord(acting, object, open, { missed_calls: Number(record.missed_calls) + 1, customer, contact: record.contact ?? (record.customer ? null : (call.contact ?? null)) }, { asSystem: true, verb: 'missed_again' })
    return open
  }
  const queue = await queueOf(ctx, call.queue)
  const due_at = inWorkingMinutes(queue.calendar, ctx.clock.now(), queue.call_back_minutes).toISOString()
  const input = { subject: formatPhone(phone), why: 'missed', customer: call.customer ?? null, contact: call.contact ?? null, phone, queue: queue.id, due_at, missed_calls: 1 }
  return (await createRecord(acting, object, input, { asSystem: true })).id
}

/** They were spoken to: nobody needs to call back what was missed before. */
export async function settleMissed(ctx: Context, phone: string): Promise<void> {
  const open = await openOf(ctx, phone)
  if (open) await updateRecord(withEveryRight(ctx), objectOf(ctx, 'call_back'), open, { status: 'called_again', closed_at: ctx.clock.now().toISOString() }, { asSystem: true, verb: 'called_again' })
}

/** Two calls of one number that are lost at the same moment wait for each other here. */
async function openOf(ctx: Context, phone: string): Promise<string | null> {
  await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`call back ${ctx.workspace.id} ${phone}`}, 0))`)
  const [row] = await ctx.db.rows<{ id: string }>(
    sql`select k.id::text as id from call_backs k where k.workspace_id = ${sql.workspace} and k.phone = ${phone} and k.why = 'missed' and k.status = 'open' and k.deleted_at is null for no key update of k`,
  )
  return row?.id ?? null
}
