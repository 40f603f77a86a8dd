import { z } from 'zod'
import { conflict, invalid, issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { limitOfCaller } from '../queries/limit-of-person.ts'
import { move } from './move.ts'

export const mayChangeQuotes = (ctx: Context) => verdictOf(ctx, 'quote', 'change') !== false

export const submitQuote = defineAction({
  name: 'submit',
  object: 'quote',
  on: 'record',
  label: { zh: '提交', en: 'Submit' },
  input: z.strictObject({}),
  guard: mayChangeQuotes,
  run: (ctx, { id }) =>
    move(ctx, 'quote', id, async (ctx, record) => {
      refuseUnfinished(record)
      const limit = await limitOfCaller(ctx)
      const rate = Number(record.discount_rate ?? 0)
      // The one place where approvals join: what goes beyond the limit is asked for there.
      if (limit !== null && rate > limit) throw overLimit(rate, limit)
      return { to: 'approved', verb: 'approved' }
    }),
})

export const reopenQuote = defineAction({
  name: 'reopen',
  object: 'quote',
  on: 'record',
  label: { zh: '退回草稿', en: 'Back to draft' },
  input: z.strictObject({}),
  guard: mayChangeQuotes,
  run: (ctx, { id }) => move(ctx, 'quote', id, { to: 'draft', verb: 'reopened' }),
})

/** @throws Problem 422 for a quote that nobody could accept. */
export function refuseUnfinished(record: Stored): void {
  if (!Array.isArray(record.lines) || record.lines.length === 0) throw invalid([issue('lines', 'required', '请填写明细', 'The quote has no lines')])
}

function overLimit(rate: number, limit: number) {
  return conflict('discount-over-limit', { zh: `折扣 ${rate}% 超过您的权限 ${limit}%，须由有权限的人提交`, en: `The discount of ${rate}% is beyond your limit of ${limit}%: somebody with a higher limit has to submit it` })
}
