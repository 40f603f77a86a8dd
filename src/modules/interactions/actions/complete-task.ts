import { z } from 'zod'
import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'

const nothing = z.strictObject({})
const mayChange = (ctx: Context) => verdictOf(ctx, 'task', 'change') !== false

export const completeTask = defineAction({
  name: 'complete',
  object: 'task',
  on: 'record',
  label: { zh: '完成', en: 'Complete' },
  input: nothing,
  guard: mayChange,
  run: (ctx, { id }) => move(ctx, id, { from: 'open', to: 'done', verb: 'completed' }),
})

export const reopenTask = defineAction({
  name: 'reopen',
  object: 'task',
  on: 'record',
  label: { zh: '重新打开', en: 'Reopen' },
  input: nothing,
  guard: mayChange,
  run: (ctx, { id }) => move(ctx, id, { from: 'done', to: 'open', verb: 'reopened' }),
})

/** @throws Problem 404, 403; 409 when the task is not in the state to leave. */
async function move(ctx: Context, id: string | null, step: { from: string; to: string; verb: string }): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'task')
    const { record } = await lockRecord(ctx, object, id, 'change')
    if (record.status !== step.from) {
      throw conflict('wrong-state', { zh: '任务的当前状态不允许此操作', en: 'The task is not in a state that allows this' })
    }
    const isDone = step.to === 'done'
    const patch = { status: step.to, done_at: isDone ? ctx.clock.now().toISOString() : null, done_by: isDone ? ctx.actor.id : null }
    return JSON.parse((await updateRecord(ctx, object, id, patch, { asSystem: true, verb: step.verb })).json)
  })
}
