import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { touchLastContact } from '../../customers/index.ts'
import { applyCustomerChanges, changesKept, droppedFrom, takeCustomerChanges, undoCustomerChanges } from './apply-customer-changes.ts'
import { makeTasks } from './make-tasks.ts'

/** The plain change of an interaction: a promise that is added becomes a task like those of the beginning, and so goes what is learnt later to the customer. */
export async function changeInteraction(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'interaction')
    const { record: before } = await lockRecord(ctx, object, id, 'change')
    const known = changesKept(before.customer_changes)
    const { fields, changes, dropped } = takeCustomerChanges(patch, known)
    const kept = changes ? [...known, ...(await applyCustomerChanges(ctx, before.customer, changes))] : known.filter((change) => !dropped.includes(change))
    await updateRecord(ctx, object, id, { ...fields, ...(changes || dropped.length > 0 ? { customer_changes: kept } : {}) }, options)
    await undoCustomerChanges(ctx, String(before.customer), dropped)
    const { record } = await lockRecord(ctx, object, id, 'see')
    await makeTasks(ctx, id, record, added(before.promises ?? null, record.promises ?? null))
    if (record.at !== before.at) await touchLastContact(ctx, String(record.customer), String(record.at))
  })
}

/** A change of a contact that is taken back takes along what it had written to the customer. */
export async function undoneInteraction(ctx: Context, id: string, { from, to }: { from: Stored; to: Stored }): Promise<void> {
  const dropped = droppedFrom(changesKept(from.customer_changes), changesKept(to.customer_changes))
  if (dropped.length === 0) return
  const { record } = await lockRecord(ctx, objectOf(ctx, 'interaction'), id, 'see')
  await undoCustomerChanges(ctx, String(record.customer), dropped)
}

/** Only where the list has grown: a promise that is worded anew has its task already. */
function added(before: Value, after: Value): Value[] {
  if (!Array.isArray(before) || !Array.isArray(after) || after.length <= before.length) return []
  const known = new Set(before.map((promise) => JSON.stringify(promise)))
  return after.filter((promise) => !known.has(JSON.stringify(promise))).slice(before.length - after.length)
}
