import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { touchLastContact } from '../../customers/index.ts'
import { applyCustomerChanges, takeCustomerChanges } from './apply-customer-changes.ts'
import { makeTasks } from './make-tasks.ts'

/** The plain create of an interaction: each promise becomes a task of the one who made it, what was learnt goes to the customer, in the same transaction. */
export async function logInteraction(ctx: Context, input: Record<string, unknown>): Promise<string> {
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'interaction')
    const { fields, changes } = takeCustomerChanges(input)
    const kept = changes ? { customer_changes: await applyCustomerChanges(ctx, fields.customer, changes) } : {}
    const { id } = await createRecord(ctx, object, { ...fields, ...kept })
    // As it is stored: what is answered leaves out what the caller may not see.
    const { record } = await lockRecord(ctx, object, id, 'see')
    await makeTasks(ctx, id, record, record.promises)
    await touchLastContact(ctx, String(record.customer), String(record.at))
    return id
  })
}
