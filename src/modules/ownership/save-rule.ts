import { transaction } from '../../platform/db/database.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import type { PlainVerbs } from '../../kernel/definitions/module.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../kernel/records/update.ts'
import { conditionOf } from './pool/pools.ts'

/** Creating and changing rules about customers: the condition is read as the list would read it, and refused with its faults. */
export function savesRule(name: string): Pick<PlainVerbs, 'create' | 'update'> {
  return {
    create: (ctx, input) => transaction(ctx, async (ctx) => {
      const { id } = await createRecord(ctx, objectOf(ctx, name), input)
      await refuseCondition(ctx, name, id)
      return id
    }),
    update: (ctx, id, patch, options) => transaction(ctx, async (ctx) => {
      await updateRecord(ctx, objectOf(ctx, name), id, patch, options)
      await refuseCondition(ctx, name, id)
    }),
  }
}

/** @throws Problem 422 for a condition that does not fit. */
async function refuseCondition(ctx: Context, name: string, id: string): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, name), id, 'see')
  // Compiled for its faults.
  conditionOf(ctx, record.condition, 'c', typeof record.object === 'string' ? record.object : undefined)
}
