import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { conflict, forbidden, invalid, issue, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { completeErasure } from './complete-erasure.ts'

const mayDecide = (ctx: Context) => verdictOf(ctx, 'erasure', 'change') !== false

/** Cannot be undone, so the name is typed once more by whoever approves. */
export const approveErasure = defineAction({
  name: 'approve',
  object: 'erasure',
  on: 'record',
  label: { zh: '批准并匿名化', en: 'Approve and erase' },
  input: z.strictObject({ confirmation: z.string().max(5000) }),
  guard: mayDecide,
  run: (ctx, { id, input }) =>
    decide(ctx, id, async (ctx, id, record) => {
      if (record.two_step && record.created_by === ctx.actor.id) {
        throw forbidden({ zh: '须由申请人以外的管理员批准', en: 'Somebody other than the one who asked has to approve' })
      }
      if (input.confirmation.trim() !== String(record.subject).trim()) {
        throw invalid([issue('confirmation', 'not_confirmed', '输入的名称与当事人不一致', 'What was typed is not the name of the person')])
      }
      await completeErasure(ctx, id)
    }),
})

export const refuseErasure = defineAction({
  name: 'refuse',
  object: 'erasure',
  on: 'record',
  label: { zh: '拒绝', en: 'Refuse' },
  input: z.strictObject({ answer: z.string().min(1).max(1000) }),
  guard: mayDecide,
  run: (ctx, { id, input }) =>
    decide(ctx, id, async (ctx, id) => {
      const decided = { status: 'refused', answer: input.answer, decided_by: ctx.actor.id, decided_at: ctx.clock.now().toISOString() }
      await updateRecord(ctx, objectOf(ctx, 'erasure'), id, decided, { asSystem: true, verb: 'refused' })
    }),
})

/** @throws Problem 404, 403; 409 for a request that is decided. */
async function decide(ctx: Context, id: string | null, work: (ctx: Context, id: string, record: Stored) => Promise<void>): Promise<unknown> {
  if (!id) throw notFound()
  const object = objectOf(ctx, 'erasure')
  return transaction(ctx, async (ctx) => {
    const { record } = await lockRecord(ctx, object, id, 'change')
    if (record.status !== 'asked') throw conflict('wrong-state', { zh: '此申请已有决定', en: 'This request has been decided' })
    await work(ctx, id, record)
    return JSON.parse((await getRecord(ctx, object, id)).json)
  })
}
