import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'

export const mayCallBack = (ctx: Context) => verdictOf(ctx, 'call_back', 'change') !== false

export interface Try {
  verb: string
  /** Kept with who and when; left out by what is no try. */
  outcome?: 'reached' | 'not_reached' | 'wrong_number' | 'postponed'
  note?: string | null
  patch: Stored
}

/**
 * One act on a call-back that is open, decided with it locked: whoever is second finds it ended.
 * @throws Problem 404, 403; 409 for one that has ended.
 */
export async function moveCallBack(ctx: Context, id: string | null, act: (ctx: Context, record: Stored, id: string) => Promise<Try>): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'call_back')
    const { record, version } = await lockRecord(ctx, object, id, 'change')
    if (record.status !== 'open') throw conflict('ended', { zh: '回访已结束', en: 'The call-back has ended' })
    const { verb, outcome, note = null, patch } = await act(ctx, record, id)
    const now = ctx.clock.now().toISOString()
    const attempts = Array.isArray(record.attempts) ? record.attempts : []
    const tried = outcome === undefined ? {} : { attempts: [...attempts, { outcome, at: now, by: ctx.actor.name, note: note && Array.from(note).slice(0, 500).join('') }] }
    await updateRecord(ctx, object, id, { ...tried, ...patch, ...(patch.status ? { closed_at: now } : {}) }, { asSystem: true, verb, version })
    return JSON.parse((await getRecord(ctx, object, id)).json)
  })
}
