import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { mayMove } from '../rules/moves.ts'

export const mayChange = (ctx: Context) => verdictOf(ctx, 'complaint', 'change') !== false

export interface Act {
  /** What the event is called. */
  verb: string
  to: string
  /** The steps at which the act makes sense, where the table of moves alone would allow more. */
  from?: readonly string[]
  /** What was said, kept with the stamp. */
  note: string | null
  patch?: Stored
}

/**
 * One act on a complaint: decided with the complaint locked, stamped with who, when and what was said, in one transaction.
 * @returns the complaint as the caller reads it
 * @throws Problem 404, 403; 409 where the step does not lead there.
 */
export async function moveComplaint(ctx: Context, id: string | null, act: Act | ((ctx: Context, record: Stored, id: string) => Promise<Act>)): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'complaint')
    const { record, version } = await lockRecord(ctx, object, id, 'change')
    const { verb, to, from, note, patch = {} } = typeof act === 'function' ? await act(ctx, record, id) : act
    if ((from && !from.includes(String(record.status))) || !mayMove(String(record.status), to)) throw wrongStep()
    const stamp = { step: to, at: ctx.clock.now().toISOString(), by: ctx.actor.name, note: note && Array.from(note).slice(0, 500).join('') }
    const steps = Array.isArray(record.steps) ? record.steps : []
    await updateRecord(ctx, object, id, { status: to, steps: [...steps, stamp], ...patch }, {
      asSystem: true,
      verb,
      // An act is decided by what stands there now: it overwrites nothing unseen.
      version,
    })
    return JSON.parse((await getRecord(ctx, object, id)).json)
  })
}

export function wrongStep() {
  return conflict('wrong-step', { zh: '投诉不在能这样做的步骤', en: 'The complaint is not at a step that allows this' })
}
