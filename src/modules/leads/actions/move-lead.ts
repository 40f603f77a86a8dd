import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { mayMove } from '../rules/moves.ts'

export const mayChange = (ctx: Context) => verdictOf(ctx, 'lead', 'change') !== false

/** Moves a lead under a verb of its own. @throws Problem 404, 403; 409 for a state that does not lead there. */
export async function moveLead(ctx: Context, id: string | null, move: { to: string; verb: string; patch?: Stored }): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'lead')
    const { record } = await lockRecord(ctx, object, id, 'change')
    refuseMove(record, move.to)
    return JSON.parse((await updateRecord(ctx, object, id, { ...move.patch, status: move.to }, { asSystem: true, verb: move.verb })).json)
  })
}

/** @throws Problem 409 */
export function refuseMove(lead: Stored, to: string): void {
  if (!mayMove(String(lead.status), to)) throw conflict('wrong-state', { zh: '线索的当前状态不允许此操作', en: 'The lead is not in a state that allows this' })
}
