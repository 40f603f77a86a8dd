import { z } from 'zod'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { Context } from '../../../kernel/context.ts'
import { move, type Step } from './move.ts'
import { mayChangeQuotes } from './submit-quote.ts'

/** What the customer said by telephone or on paper, entered by hand. */
export const acceptQuote = defineAction({
  name: 'accept',
  object: 'quote',
  on: 'record',
  label: { zh: '客户已接受', en: 'Accepted by the customer' },
  input: z.strictObject({ by: z.string().trim().min(1).max(200) }),
  guard: mayChangeQuotes,
  run: (ctx, { id, input }) => move(ctx, 'quote', id, acceptance(ctx, input.by)),
})

export const declineQuote = defineAction({
  name: 'decline',
  object: 'quote',
  on: 'record',
  label: { zh: '客户已拒绝', en: 'Declined by the customer' },
  input: z.strictObject({ by: z.string().trim().max(200).optional(), reason: z.string().trim().min(1).max(1000) }),
  guard: mayChangeQuotes,
  run: (ctx, { id, input }) => move(ctx, 'quote', id, refusal(ctx, input)),
})

export function acceptance(ctx: Context, by: string): Step {
  return { to: 'accepted', verb: 'accepted', patch: { answered_at: ctx.clock.now().toISOString(), answered_by: by } }
}

export function refusal(ctx: Context, { by, reason }: { by?: string; reason: string }): Step {
  return { to: 'declined', verb: 'declined', patch: { answered_at: ctx.clock.now().toISOString(), answered_by: by || null, decline_reason: reason } }
}
