import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { conditionOf, today } from './pools.ts'

/** The create of a rule of the pool: the condition is read as the list would read it, and the day on which it is switched on is kept. */
export async function createPool(ctx: Context, input: Record<string, unknown>): Promise<string> {
  return transaction(ctx, async (ctx) => {
    const { id } = await createRecord(ctx, objectOf(ctx, 'pool'), input)
    await settlePool(ctx, id)
    return id
  })
}

export async function changePool(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await updateRecord(ctx, objectOf(ctx, 'pool'), id, patch, options)
    await settlePool(ctx, id)
  })
}

/** The days of warning begin with the day on which the rule was switched on. @throws Problem 422 for a condition that does not fit. */
async function settlePool(ctx: Context, id: string): Promise<void> {
  const object = objectOf(ctx, 'pool')
  const { record } = await lockRecord(ctx, object, id, 'see')
  // Compiled for its faults.
  conditionOf(ctx, record.condition, 'c')
  if (record.is_active !== (record.active_on !== null)) await updateRecord(ctx, object, id, { active_on: record.is_active ? today(ctx) : null }, { asSystem: true })
}
