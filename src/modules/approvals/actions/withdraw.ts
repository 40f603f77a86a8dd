import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { conflict, forbidden, notFound } from '../../../platform/problems.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { updateRecord } from '../../../kernel/records/update.ts'
import { settleNotices } from '../../notices/index.ts'
import { approvalOf, type Asked } from '../queries/approval-of.ts'
import { openCase, type Case } from '../queries/open-case.ts'
import { isOpen } from '../rules/standing.ts'
import { answer, isPerson } from './acting.ts'
import { follow, writeSignatures } from './settle-case.ts'

export const withdraw = defineAction({
  name: 'withdraw',
  object: 'approval',
  on: 'record',
  label: { zh: '撤回', en: 'Withdraw' },
  input: z.strictObject({ comment: z.string().trim().max(1000).optional() }),
  guard: isPerson,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      const kase = await openCase(ctx, id, { alsoGone: true })
      if (kase.record.requested_by !== ctx.actor.id) throw forbidden({ zh: '只有申请人可以撤回', en: 'Only whoever asked withdraws' })
      await takeBack(ctx, kase, input.comment || null)
      return answer(ctx, id)
    })
  },
})

/** For the module that owns the record, such as where a quote is dropped. Without one that is open nothing happens. */
export async function withdrawApproval(ctx: Context, asked: Asked): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const last = await approvalOf(ctx, asked)
    if (last?.status !== 'waiting' && last?.status !== 'returned') return
    await takeBack(ctx, await openCase(withEveryRight(ctx), last.id, { alsoGone: true }), null)
  })
}

/** @throws Problem 409 for one that is decided. */
async function takeBack(ctx: Context, kase: Case, words: string | null): Promise<void> {
  const { status } = kase.record
  if (status !== 'waiting' && status !== 'returned') throw conflict('wrong-state', { zh: '此审批已结束', en: 'This has been decided' })
  const every = withEveryRight(ctx)
  await writeSignatures(every, kase, kase.signatures.map((one) => (isOpen(one) ? { ...one, status: 'skipped', reason: 'not_needed' } : one)))
  await updateRecord(every, objectOf(ctx, 'approval'), kase.id, { status: 'withdrawn', withdrawal: words, waiting_for: [], decided_at: ctx.clock.now().toISOString() }, { asSystem: true, version: kase.version, verb: 'withdrawn' })
  await settleNotices(every, 'approval', { done: [kase.id], open: [] })
  await follow(every, kase, 'withdrawn')
}
