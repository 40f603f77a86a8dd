import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { compileFilter } from '../../../kernel/query/filter.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { updateRecord } from '../../../kernel/records/update.ts'

/** Creating and changing lists: the kind of customer is read as a list of customers would read it, and refused with its faults. */
export const savesList: Pick<PlainVerbs, 'create' | 'update'> = {
  create: (ctx, input) => transaction(ctx, async (ctx) => {
    refuseCondition(ctx, input)
    return (await createRecord(ctx, objectOf(ctx, 'suggestion_list'), input)).id
  }),
  update: (ctx, id, patch, options) => transaction(ctx, async (ctx) => {
    refuseCondition(ctx, patch)
    await updateRecord(ctx, objectOf(ctx, 'suggestion_list'), id, patch, options)
  }),
}

/** @throws Problem 422 for a condition that does not fit. */
function refuseCondition(ctx: Context, { condition }: Record<string, unknown>): void {
  if (condition !== undefined && condition !== null) compileFilter(ctx, { object: objectOf(ctx, 'customer'), row: 'c', filter: condition, path: 'condition' })
}
