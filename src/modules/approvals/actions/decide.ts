import { z } from 'zod'
import type { Label } from '../../../platform/label.ts'
import { forbidden } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { sign } from '../rules/signatures.ts'
import { inTurn, isPerson, type Turn } from './acting.ts'
import { settleCase } from './settle-case.ts'

const comment = z.string().trim().max(1000)

export const approve = decision('approve', 'approved', { zh: '同意', en: 'Approve' }, comment.optional())
/** Whoever asked has to know why. */
export const refuse = decision('refuse', 'refused', { zh: '拒绝', en: 'Refuse' }, comment.min(1))
/** To the requester, who changes what was asked and asks again. */
export const returnToRequester = decision('return', 'returned', { zh: '退回修改', en: 'Return' }, comment.min(1))

function decision<Comment extends string | undefined>(name: string, status: 'approved' | 'refused' | 'returned', label: Label, words: z.ZodType<Comment>) {
  return defineAction({
    name,
    object: 'approval',
    on: 'record',
    label,
    input: z.strictObject({ comment: words }),
    guard: isPerson,
    run: (ctx, { id, input }) =>
      inTurn(ctx, id, async (ctx, turn) => {
        if (status === 'approved') refuseOwn(ctx, turn)
        const { kase, own, signed_by, at } = turn
        const signatures = sign(kase.signatures, { id: own.id, status, signed_by, comment: input.comment || null, at })
        await settleCase(ctx, kase, { signatures, by: own.id })
      }),
  })
}

/** Also as somebody's substitute. @throws Problem 403 for one's own request, unless the step allows it. */
function refuseOwn(ctx: Context, { kase, own }: Turn): void {
  if (kase.record.requested_by === ctx.actor.id && !kase.steps[own.step]?.allows_self) {
    throw forbidden({ zh: '不能批准自己的申请', en: 'Nobody approves a request of one’s own' })
  }
}
