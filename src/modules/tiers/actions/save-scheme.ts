import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { refuseConditions } from '../queries/decide.ts'
import { schemeOf } from '../queries/schemes.ts'

/** The conditions are read as a list would read them, and refused with their faults. */
export const savesScheme: Pick<PlainVerbs, 'create' | 'update'> = {
  create: (ctx, input) => transaction(ctx, async (ctx) => {
    const { id } = await createRecord(ctx, objectOf(ctx, 'tier_scheme'), input)
    await refuseStored(ctx, id)
    return id
  }),
  update: (ctx, id, patch, options) => transaction(ctx, async (ctx) => {
    await updateRecord(ctx, objectOf(ctx, 'tier_scheme'), id, patch, options)
    await refuseStored(ctx, id)
  }),
}

/** @throws Problem 422 for a condition that does not fit */
async function refuseStored(ctx: Context, id: string): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'tier_scheme'), id, 'see')
  refuseConditions(ctx, schemeOf({ ...record, id }))
}
