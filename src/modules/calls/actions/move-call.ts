import { z } from 'zod'
import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { mayMove } from '../rules/moves.ts'
import { enterState } from './agent-states.ts'
import { callBackOf } from './call-back-of.ts'

export const mayChange = (ctx: Context) => verdictOf(ctx, 'call', 'change') !== false

export interface Act {
  /** What the event is called. */
  verb: string
  to: 'talking' | 'wrap_up' | 'done' | 'missed' | 'abandoned'
  patch?: Stored
}

/**
 * One act on a call, decided with the call locked: of two who answer at the same moment one has it.
 * @returns the call as the caller reads it
 * @throws Problem 404, 403; 409 where its state does not lead there.
 */
export async function moveCall(ctx: Context, id: string | null, act: Act | ((ctx: Context, record: Stored, id: string) => Promise<Act>)): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    await writeMove(ctx, id, act)
    return JSON.parse((await getRecord(ctx, objectOf(ctx, 'call'), id)).json)
  })
}

/** The same within a transaction of the caller. */
export async function writeMove(ctx: Context, id: string, act: Act | ((ctx: Context, record: Stored, id: string) => Promise<Act>)): Promise<void> {
  const object = objectOf(ctx, 'call')
  const { record, version } = await lockRecord(ctx, object, id, 'change')
  const { verb, to, patch = {} } = typeof act === 'function' ? await act(ctx, record, id) : act
  if (!mayMove(String(record.status), to)) throw wrongState()
  await updateRecord(ctx, object, id, { status: to, ...patch }, {
    asSystem: true,
    verb,
    // An act is decided by what stands there now: it overwrites nothing unseen.
    version,
  })
}

export function wrongState() {
  return conflict('wrong-state', { zh: '通话不在能这样做的状态', en: 'The call is not in a state that allows this' })
}

const nothing = z.strictObject({})
const onRecord = { object: 'call', on: 'record', guard: mayChange, input: nothing } as const

export const answerCall = defineAction({
  ...onRecord, name: 'answer', label: { zh: '接听', en: 'Answer' },
  run: (ctx, { id }) => moveCall(ctx, id, async (ctx) => {
    await refuseSecondCall(ctx)
    await enterState(ctx, 'talking')
    return { to: 'talking', verb: 'answered', patch: { agent: ctx.actor.kind === 'user' ? ctx.actor.id : null, answered_at: ctx.clock.now().toISOString() } }
  }),
})

export const hangUpCall = defineAction({
  ...onRecord, name: 'hang-up', label: { zh: '挂断', en: 'Hang up' },
  run: (ctx, { id }) => moveCall(ctx, id, async (ctx, record) => {
    if (record.agent === ctx.actor.id) await enterState(ctx, 'wrap_up')
    return { to: 'wrap_up', verb: 'ended', patch: { ended_at: ctx.clock.now().toISOString() } }
  }),
})

/** We did not answer. Who called is called back: both stand in one transaction, so that nothing comes between. */
export const missCall = defineAction({
  ...onRecord, name: 'miss', label: { zh: '未接', en: 'Missed' },
  run: (ctx, { id }) => moveCall(ctx, id, async (ctx, record) => lost(ctx, record, 'missed')),
})

/** They gave up waiting. */
export const abandonCall = defineAction({
  ...onRecord, name: 'abandon', label: { zh: '客户放弃', en: 'Abandoned' },
  run: (ctx, { id }) => moveCall(ctx, id, async (ctx, record) => lost(ctx, record, 'abandoned')),
})

export async function lost(ctx: Context, record: Stored, to: 'missed' | 'abandoned'): Promise<Act> {
  // Before anything hangs on it.
  if (!mayMove(String(record.status), to)) throw wrongState()
  const back = record.direction === 'in' && typeof record.phone === 'string' ? await callBackOf(ctx, record, record.phone) : (record.call_back ?? null)
  return { to, verb: to, patch: { ended_at: ctx.clock.now().toISOString(), call_back: back } }
}

async function refuseSecondCall(ctx: Context): Promise<void> {
  const [other] = await ctx.db.rows(sql`select 1 from calls c where c.workspace_id = ${sql.workspace} and c.agent_id = ${ctx.actor.id}::uuid and c.status = 'talking' and c.direction = 'in' and c.deleted_at is null limit 1`)
  if (other) throw conflict('already-talking', { zh: '您正在另一通电话中，先挂断', en: 'You are in another call: hang up first' })
}
