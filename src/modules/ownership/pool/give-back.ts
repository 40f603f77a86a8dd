import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { conflict, forbidden, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { mayWrite } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { changeOwners } from '../change-owners.ts'

/** Keys, not free words: what is written about a person in a log could not be erased there. */
export const returnReasons = ['no_interest', 'no_time', 'other_region', 'other_industry', 'other'] as const

/** Gives a customer back to the pool. */
export const returnAction = defineAction({
  name: 'return',
  object: 'customer',
  on: 'record',
  label: { zh: '退回公海', en: 'Return to the pool' },
  input: z.strictObject({ reason: z.enum(returnReasons) }),
  guard: (ctx) => verdictOf(ctx, 'customer', 'change') !== false,
  run: (ctx, { id, input }) => giveBack(ctx, id, input.reason),
})

/** @throws Problem 404; 403 without the right to change the customer and its owner; 409 for one that nobody holds. */
async function giveBack(ctx: Context, id: string | null, reason: string): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'customer')
    const { record } = await lockRecord(ctx, object, id, 'change')
    const owner = object.fields.get('owner')
    if (!owner || !mayWrite(ctx, object, owner)) throw forbidden()
    if (!record.owner) throw conflict('not-owned', { zh: '该客户没有负责人', en: 'Nobody holds this customer' })
    await changeOwners(ctx, [{ customer: id, owner: null, cause: { reason } }], { verb: 'returned' })
    // Whoever gives it away may not see it any longer.
    return { id, owner: null }
  })
}
