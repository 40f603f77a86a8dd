/** Proposals of rules, decided one by one, so that one which cannot be done does not keep the others. */
import { transaction } from '../../../platform/db/database.ts'
import { asProblem } from '../../../platform/http/problem-answer.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'

export type Decision = 'done' | 'kept' | 'obsolete'

export interface Reviewed {
  done: number
  /** No longer what the rule reaches, or decided by somebody else meanwhile. */
  passed_over: number
  failed: { id: string; message: string }[]
}

/**
 * @param name the object of the proposals: with `status` (proposed, or a decision), `decided_by` and `decided_at`
 * @param decide in the transaction that writes the decision
 */
export async function decideProposals(ctx: Context, name: string, ids: readonly string[], decide: (ctx: Context, proposal: Stored) => Promise<Decision>): Promise<Reviewed> {
  const reviewed: Reviewed = { done: 0, passed_over: 0, failed: [] }
  const object = objectOf(ctx, name)
  for (const id of ids) {
    try {
      const status = await transaction(ctx, async (ctx) => {
        const { record } = await lockRecord(ctx, object, id, 'change')
        if (record.status !== 'proposed') return 'obsolete'
        const status = await decide(ctx, record)
        const decided = { status, decided_by: ctx.actor.kind === 'user' ? ctx.actor.id : null, decided_at: ctx.clock.now().toISOString() }
        await updateRecord(ctx, object, id, decided, { asSystem: true, verb: status })
        return status
      })
      if (status === 'obsolete') reviewed.passed_over++
      else reviewed.done++
    } catch (error) {
      const problem = asProblem(error)
      if (problem.status >= 500) throw error
      reviewed.failed.push({ id, message: problem.title[ctx.language] })
    }
  }
  return reviewed
}
