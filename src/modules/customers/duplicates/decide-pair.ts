import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { conflict } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'

/** Not one and the same: the pair comes back only when a key of one of the two changes. */
export const dismissPair = defineAction({
  name: 'dismiss',
  object: 'duplicate_pair',
  on: 'record',
  label: { zh: '不是重复', en: 'Not a duplicate' },
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'duplicate_pair', 'change') !== false,
  run: (ctx, { id }) => decide(ctx, id ?? '', { from: 'open', to: 'dismissed' }),
})

export const reopenPair = defineAction({
  name: 'reopen',
  object: 'duplicate_pair',
  on: 'record',
  label: { zh: '重新打开', en: 'Open again' },
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'duplicate_pair', 'change') !== false,
  run: (ctx, { id }) => decide(ctx, id ?? '', { from: 'dismissed', to: 'open' }),
})

async function decide(ctx: Context, id: string, { from, to }: { from: string; to: string }): Promise<object> {
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'duplicate_pair')
    const { record } = await lockRecord(ctx, object, id, 'change')
    if (record.state !== from) throw conflict('already-decided', { zh: '这一对已由他人处理', en: 'Somebody has decided on this pair already' })
    const decision = to === 'open' ? { decided_by: null, decided_at: null } : { decided_by: ctx.actor.id, decided_at: ctx.clock.now().toISOString() }
    await updateRecord(ctx, object, id, { state: to, ...decision }, { asSystem: true })
    return { id, state: to }
  })
}
