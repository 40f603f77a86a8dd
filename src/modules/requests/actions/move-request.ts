import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { mayMove } from '../rules/moves.ts'
import { keepClocks } from './keep-clocks.ts'

export const mayChange = (ctx: Context) => verdictOf(ctx, 'request', 'change') !== false

export interface Act {
  /** What the event is called. */
  verb: string
  /** The step it leads to; left out, the request stays where it is. */
  to?: string
  /** The steps at which the act makes sense, where the table of moves alone would allow more. */
  from?: readonly string[]
  note?: string | null
  patch?: Stored
}

type Deciding = (ctx: Context, record: Stored) => Promise<Act>

/**
 * One act on a request: what it does is decided with the request locked, its step is stamped, its clocks are read anew, all in one transaction.
 * @returns the request as the caller reads it
 * @throws Problem 404, 403; 409 where the step does not lead there.
 */
export async function moveRequest(ctx: Context, id: string | null, act: Act | Deciding): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'request')
    const locked = await lockRecord(ctx, object, id, 'change')
    await writeAct(ctx, id, locked, typeof act === 'function' ? await act(ctx, locked.record) : act)
    return JSON.parse((await getRecord(ctx, object, id)).json)
  })
}

export type Locked = Awaited<ReturnType<typeof lockRecord>>

/** Of a request that is locked and that the caller may change. @throws Problem 409. */
export async function writeAct(ctx: Context, id: string, { record, version }: Locked, { verb, to, from, note = null, patch = {} }: Act): Promise<void> {
  if (from && !from.includes(String(record.status))) throw wrongStep()
  if (to !== undefined && !mayMove({ status: String(record.status), resumes_to: record.resumes_to as string | null }, to)) throw wrongStep()
  await updateRecord(ctx, objectOf(ctx, 'request'), id, { ...(to === undefined ? {} : stepped(ctx, record, to, note)), ...patch }, {
    asSystem: true,
    verb,
    // An act is decided by what stands there now: it overwrites nothing unseen.
    version,
  })
  await keepClocks(ctx, [id])
}

/** The step with its stamp. While the customer is waited for the clocks stand still. */
function stepped(ctx: Context, record: Stored, to: string, note: string | null): Stored {
  const now = ctx.clock.now().toISOString()
  const isWaiting = record.status === 'waiting_customer'
  return {
    status: to,
    steps: [...listOf(record.steps), { step: to, at: now, by: ctx.actor.name, note }],
    resumes_to: to === 'waiting_customer' ? (record.status ?? null) : null,
    ...(to === 'waiting_customer' ? { pauses: [...listOf(record.pauses), { from: now, to: null }] } : {}),
    ...(isWaiting ? { pauses: listOf(record.pauses).map((pause) => (pause.to ? pause : { ...pause, to: now })) } : {}),
  }
}

export function listOf(value: unknown): Record<string, string | null>[] {
  return Array.isArray(value) ? value : []
}

export function wrongStep() {
  return conflict('wrong-step', { zh: '请求不在能这样做的步骤', en: 'The request is not at a step that allows this' })
}
