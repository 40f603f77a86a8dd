/** A signer asks somebody else: instead of oneself, or besides. */
import { z } from 'zod'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { addSigner, handOn } from '../rules/signatures.ts'
import { isOpen } from '../rules/standing.ts'
import { inTurn, isPerson, type Turn } from './acting.ts'
import { settleCase } from './settle-case.ts'

const person = z.uuid().transform((id) => id.toLowerCase())
const comment = z.string().trim().max(1000).optional()

export const delegate = defineAction({
  name: 'delegate',
  object: 'approval',
  on: 'record',
  label: { zh: '转交', en: 'Delegate' },
  input: z.strictObject({ person, comment }),
  guard: isPerson,
  run: (ctx, { id, input }) =>
    inTurn(ctx, id, async (ctx, turn) => {
      await refuseUnfit(ctx, turn, input.person)
      const { kase, own, signed_by, at } = turn
      const signatures = handOn(kase.signatures, { id: own.id, newId: newId(), to: input.person, reason: 'delegated', signed_by, comment: input.comment || null, at })
      await settleCase(ctx, kase, { signatures, verb: 'delegated' })
    }),
})

export const addSignerAction = defineAction({
  name: 'add-signer',
  object: 'approval',
  on: 'record',
  label: { zh: '加签', en: 'Add a signer' },
  input: z.strictObject({ person, place: z.enum(['before', 'after']), comment }),
  guard: isPerson,
  run: (ctx, { id, input }) =>
    inTurn(ctx, id, async (ctx, turn) => {
      await refuseUnfit(ctx, turn, input.person)
      const { kase, own } = turn
      const signatures = addSigner(kase.signatures, { id: own.id, newId: newId(), person: input.person, place: input.place, note: input.comment || null })
      await settleCase(ctx, kase, { signatures, verb: 'signer_added' })
    }),
})

/** @throws Problem 422 for who has left, who is asked in this step already, and the requester unless the step allows it. */
async function refuseUnfit(ctx: Context, { kase, own }: Turn, to: string): Promise<void> {
  const refuse = (code: string, zh: string, en: string) => invalid([issue('person', code, zh, en)])
  const found = await ctx.db.rows(sql`select 1 from users u where u.workspace_id = ${sql.workspace} and u.id = ${to}::uuid and u.is_active and u.deleted_at is null`)
  if (found.length === 0) throw refuse('not_found', '没有这位在职的同事', 'No such colleague works here')
  if (kase.record.requested_by === to && !kase.steps[own.step]?.allows_self) throw refuse('is_requester', '不能由申请人审批', 'The requester cannot sign')
  if (kase.signatures.some((one) => one.step === own.step && one.person === to && isOpen(one))) throw refuse('is_asked', '此人已在本步骤中', 'This person is asked in this step already')
}
