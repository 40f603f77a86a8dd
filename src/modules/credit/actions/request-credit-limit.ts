import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { conflict, forbidden, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { mayWrite, readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { requestApproval, type Occasion } from '../../approvals/index.ts'

/** Another credit limit is asked for; once it is approved it stands on the file. */
export const creditLimit: Occasion = {
  object: 'customer',
  occasion: 'credit_limit',
  label: { zh: '信用额度', en: 'Credit limit' },
  fields: ['credit_limit'],
  decided: async (ctx, { record, status, amount }) => {
    if (status === 'approved') await setLimit(ctx, record, amount)
  },
}

/** Without a line that it fits it is changed at once by whoever may write it. */
export const requestCreditLimit = defineAction({
  name: 'request-credit-limit',
  object: 'customer',
  on: 'record',
  label: { zh: '申请信用额度', en: 'Ask for a credit limit' },
  input: z.strictObject({
    credit_limit: z.string().regex(/^\d{1,15}(\.\d{1,2})?$/, { message: 'A decimal such as 1200.50' }),
    reason: z.string().trim().max(1000).optional(),
  }),
  guard: (ctx) => verdictOf(ctx, 'customer', 'change') !== false,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    const object = objectOf(ctx, 'customer')
    const field = readableField(ctx, object, 'credit_limit')
    if (!field) throw forbidden()
    return transaction(ctx, async (ctx) => {
      const { record } = await lockRecord(ctx, object, id, 'change')
      const before = record.credit_limit === null ? null : String(record.credit_limit)
      if (before !== null && Number(before) === Number(input.credit_limit)) throw conflict('same-limit', { zh: '额度没有变化', en: 'The limit is the same' })
      const requested = await requestApproval(ctx, {
        object: 'customer', id, occasion: 'credit_limit', title: `${String(record.name)} · ${field.label[ctx.language]}`, amount: input.credit_limit, reason: input.reason || null,
        facts: [
          { label: { zh: '现有额度', en: 'Limit now' }, value: before, type: 'money' },
          { label: { zh: '申请额度', en: 'Limit asked for' }, value: input.credit_limit, type: 'money' },
        ],
      })
      if (!requested.needed) {
        if (!mayWrite(ctx, object, field)) throw forbidden()
        await setLimit(ctx, id, input.credit_limit)
      }
      return requested
    })
  },
})

async function setLimit(ctx: Context, id: string, limit: string | null): Promise<void> {
  const object = objectOf(ctx, 'customer')
  const { version } = await lockRecord(ctx, object, id, 'change')
  await updateRecord(ctx, object, id, { credit_limit: limit }, { version })
}
