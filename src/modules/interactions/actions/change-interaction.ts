import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { touchLastContact } from '../../customers/index.ts'
import { applyCustomerChanges, changesKept, takeCustomerChanges } from './apply-customer-changes.ts'
import { makeTasks } from './make-tasks.ts'

/** The plain change of an interaction: a promise that is added becomes a task like those of the beginning, and so goes what is learnt later to the customer. */
export async function changeInteraction(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'interaction')
    const { record: before } = await lockRecord(ctx, object, id, 'change')
    const known = changesKept(before.customer_changes)
    const { fields, changes } = takeCustomerChanges(patch, known)
    const kept = changes ? { customer_changes: [...known, ...(await applyCustomerChanges(ctx, before.customer, changes))] } : {}
    await updateRecord(ctx, object, id, { ...fields, ...kept }, options)
    const { record } = await lockRecord(ctx, object, id, 'see')
    await makeTasks(ctx, id, record, added(before.promises ?? null, record.promises ?? null))
    if (record.at !== before.at) await touchLastContact(ctx, String(record.customer), String(record.at))
  })
}

/** Only where the list has grown: a promise that is worded anew has its task already. */
function added(before: Value, after: Value): Value[] {
  if (!Array.isArray(before) || !Array.isArray(after) || after.length <= before.length) return []
  const known = new Set(before.map((promise) => JSON.stringify(promise)))
  return after.filter((promise) => !known.has(JSON.stringify(promise))).slice(before.length - after.length)
}
