import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { conflict, invalid, issue, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { withdrawApproval } from '../../approvals/index.ts'
import { limitOfCaller } from '../queries/limit-of-person.ts'
import { askForDiscount } from './discount-approval.ts'
import { move } from './move.ts'

export const mayChangeQuotes = (ctx: Context) => verdictOf(ctx, 'quote', 'change') !== false

export const submitQuote = defineAction({
  name: 'submit',
  object: 'quote',
  on: 'record',
  label: { zh: '提交', en: 'Submit' },
  input: z.strictObject({}),
  guard: mayChangeQuotes,
  run: (ctx, { id }) => submit(ctx, id),
})

/** Within the limit of the submitter it is approved at once; beyond it, it waits for those whom the lines of the company name. */
async function submit(ctx: Context, id: string | null): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const limit = await limitOfCaller(ctx)
    let over: { rate: number; limit: number } | null = null
    const moved = await move(ctx, 'quote', id, async (_ctx, record) => {
      refuseUnfinished(record)
      const rate = Number(record.discount_rate ?? 0)
      if (limit !== null && rate > limit) over = { rate, limit }
      return over ? { to: 'in_approval', verb: 'submitted' } : { to: 'approved', verb: 'approved' }
    })
    if (!over) return moved
    const asked = await askForDiscount(ctx, id, over)
    // Nobody is named who could agree: then it stays where it was.
    if (!asked.needed) throw overLimit(over)
    return JSON.parse((await getRecord(ctx, objectOf(ctx, 'quote'), id)).json)
  })
}

export const reopenQuote = defineAction({
  name: 'reopen',
  object: 'quote',
  on: 'record',
  label: { zh: '退回草稿', en: 'Back to draft' },
  input: z.strictObject({}),
  guard: mayChangeQuotes,
  run: (ctx, { id }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const { record } = await lockRecord(ctx, objectOf(ctx, 'quote'), id, 'change')
    // What was asked for is withdrawn, and by that the quote is a draft again.
    if (record.status !== 'in_approval') return move(ctx, 'quote', id, { to: 'draft', verb: 'reopened' })
    await withdrawApproval(ctx, { object: 'quote', id, occasion: 'discount' })
    return JSON.parse((await getRecord(ctx, objectOf(ctx, 'quote'), id)).json)
  }),
})

/** @throws Problem 422 for a quote that nobody could accept. */
export function refuseUnfinished(record: Stored): void {
  if (!Array.isArray(record.lines) || record.lines.length === 0) throw invalid([issue('lines', 'required', '请填写明细', 'The quote has no lines')])
}

function overLimit({ rate, limit }: { rate: number; limit: number }) {
  return conflict('discount-over-limit', { zh: `折扣 ${rate}% 超过您的权限 ${limit}%，须由有权限的人提交`, en: `The discount of ${rate}% is beyond your limit of ${limit}%: somebody with a higher limit has to submit it` })
}
