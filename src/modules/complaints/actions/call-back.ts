import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { updateRecord } from '../../../kernel/records/update.ts'
import { mayChange, moveComplaint } from './move-complaint.ts'

/**
 * What the customer says when called back. Settled, it is verified; else it goes on from what was just heard, with the reason. The task
 * of the call-back is done either way.
 */
export const callBack = defineAction({
  name: 'call-back',
  object: 'complaint',
  on: 'record',
  label: { zh: '登记回访', en: 'Enter the call-back' },
  input: z.strictObject({ is_settled: z.boolean(), words: z.string().trim().max(2000).nullish() }).refine(({ is_settled, words }) => is_settled || words, { message: 'Why it is not settled', path: ['words'] }),
  guard: mayChange,
  run: (ctx, { id, input: { is_settled: isSettled, words } }) => moveComplaint(ctx, id, async (ctx, record) => {
    if (typeof record.call_back_task === 'string') await finishTask(ctx, record.call_back_task)
    const said = { call_back_words: words || null, call_back_on: isSettled ? record.call_back_on ?? null : null }
    if (isSettled) return { from: ['done'], to: 'verified', verb: 'verified', note: words || null, patch: { ...said, verified_at: ctx.clock.now().toISOString() } }
    const patch = { ...said, call_back_task: null, done_at: null, reopened_count: Number(record.reopened_count) + 1, heard: [record.heard, words].filter(Boolean).join('\n\n').slice(-5000) }
    return { from: ['done'], to: 'listened', verb: 'reopened', note: words || null, patch }
  }),
})

/** Whoever has done or dropped it before has no more to do. */
async function finishTask(ctx: Context, id: string): Promise<void> {
  const [open] = await ctx.db.rows<{ version: number }>(sql`select t.version from tasks t where t.workspace_id = ${sql.workspace} and t.id = ${id}::uuid and t.status = 'open' and t.deleted_at is null for no key update of t`)
  if (!open) return
  const patch = { status: 'done', done_at: ctx.clock.now().toISOString(), done_by: ctx.actor.kind === 'user' ? ctx.actor.id : null }
  await updateRecord(withEveryRight(ctx), objectOf(ctx, 'task'), id, patch, { asSystem: true, verb: 'completed', version: open.version })
}
