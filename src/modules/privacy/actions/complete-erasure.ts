import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { eraseHistory } from '../person/anonymise.ts'
import { erasePerson } from '../person/erase-person.ts'

/** Carries out an erasure that is asked for, in the transaction of `ctx`; the caller has asked whether it may be. */
export async function completeErasure(ctx: Context, id: string): Promise<void> {
  const object = objectOf(ctx, 'erasure')
  const { record } = await lockRecord(ctx, object, id, 'see')
  const counts = await erasePerson(ctx, { object: String(record.object), record: String(record.record), erasure: { id, number: String(record.number) } })
  const decided = { status: 'done', decided_by: ctx.actor.kind === 'user' ? ctx.actor.id : null, decided_at: ctx.clock.now().toISOString(), counts }
  await updateRecord(ctx, object, id, decided, { asSystem: true, verb: 'carried_out' })
  await eraseHistory(ctx, object, [id])
}
