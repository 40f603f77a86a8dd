import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { conditionOf } from '../pool/pools.ts'

/** The create of an assignment rule: the condition is read as the list would read it. */
export async function createRule(ctx: Context, input: Record<string, unknown>): Promise<string> {
  return transaction(ctx, async (ctx) => {
    const { id } = await createRecord(ctx, objectOf(ctx, 'assignment_rule'), input)
    await checkRule(ctx, id)
    return id
  })
}

export async function changeRule(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await updateRecord(ctx, objectOf(ctx, 'assignment_rule'), id, patch, options)
    await checkRule(ctx, id)
  })
}

/** @throws Problem 422 for a condition that does not fit. */
async function checkRule(ctx: Context, id: string): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'assignment_rule'), id, 'see')
  // Compiled for its faults.
  conditionOf(ctx, record.condition, 'c')
}
