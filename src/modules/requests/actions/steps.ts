import { z } from 'zod'
import { conflict, invalid, issue } from '../../../platform/problems.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { listOf, mayChange, moveRequest } from './move-request.ts'
import { isDone } from '../rules/moves.ts'

const note = z.strictObject({ note: z.string().trim().max(500).nullish() })
const reason = z.string().trim().min(1).max(500)
const doneSteps = ['completed', 'evaluated', 'closed']
const onRecord = { object: 'request', on: 'record', guard: mayChange } as const

/** The terms are known: what is the matter? */
export const diagnoseRequest = defineAction({
  ...onRecord, name: 'diagnose', label: { zh: '开始诊断', en: 'Diagnose' }, input: note,
  run: (ctx, { id, input }) => moveRequest(ctx, id, { from: ['terms_checked'], to: 'diagnosing', verb: 'diagnosing', note: input.note }),
})

/** Gives it to somebody, at any step before it is done; after diagnosing that is the step. Nobody named: to whoever asks. */
export const assignRequest = defineAction({
  ...onRecord, name: 'assign', label: { zh: '指派', en: 'Assign' },
  input: z.strictObject({ owner: z.uuid().nullish(), team: z.uuid().nullish(), note: z.string().trim().max(500).nullish() }),
  run: (ctx, { id, input }) => moveRequest(ctx, id, async (ctx, record) => {
    if (isDone(String(record.status))) throw conflict('done', { zh: '请求已经完成或取消', en: 'The request is completed or cancelled' })
    const owner = input.owner ?? (input.team || ctx.actor.kind !== 'user' ? null : ctx.actor.id)
    return {
      ...(record.status === 'diagnosing' ? { to: 'assigned' } : {}), verb: 'assigned', note: input.note,
      patch: { owner, assigned_at: record.assigned_at ?? ctx.clock.now().toISOString(), ...(input.team === undefined ? {} : { team: input.team }) },
    }
  }),
})

export const startRequest = defineAction({
  ...onRecord, name: 'start', label: { zh: '开始处理', en: 'Start' }, input: note,
  run: (ctx, { id, input }) => moveRequest(ctx, id, { from: ['assigned'], to: 'in_progress', verb: 'started', note: input.note }),
})

/** The clocks stand still until the customer answers or somebody goes on. */
export const waitForCustomer = defineAction({
  ...onRecord, name: 'wait', label: { zh: '等待客户', en: 'Wait for customer' }, input: note,
  run: (ctx, { id, input }) => moveRequest(ctx, id, { to: 'waiting_customer', verb: 'waiting', note: input.note }),
})

export const resumeRequest = defineAction({
  ...onRecord, name: 'resume', label: { zh: '继续处理', en: 'Go on' }, input: note,
  run: (ctx, { id, input }) => moveRequest(ctx, id, async (_ctx, record) => ({ from: ['waiting_customer'], to: String(record.resumes_to), verb: 'resumed', note: input.note })),
})

export const completeRequest = defineAction({
  ...onRecord, name: 'complete', label: { zh: '完成', en: 'Complete' },
  input: z.strictObject({ solution: z.string().trim().min(1).max(20_000), cause: z.string().trim().max(500).nullish(), charge: z.string().max(30).nullish() }),
  run: (ctx, { id, input }) => moveRequest(ctx, id, async (ctx, record) => {
    if (input.charge && Number(input.charge) > 0 && record.service_class !== 'a') throw invalid([issue('charge', 'not_paid_service', '只有 A 类（有偿）服务才收费', 'Only class A, paid service, is charged')])
    return { to: 'completed', verb: 'completed', patch: { solution: input.solution, cause: input.cause ?? null, charge: input.charge ?? null, completed_at: ctx.clock.now().toISOString() } }
  }),
})

/** What the customer says of it, here by telephone; by the link they say it themselves. */
export const evaluateRequest = defineAction({
  ...onRecord, name: 'evaluate', label: { zh: '登记评价', en: 'Enter the rating' },
  input: z.strictObject({ evaluation: z.number().int().min(1).max(5), text: z.string().trim().max(2000).nullish() }),
  run: (ctx, { id, input }) => moveRequest(ctx, id, { to: 'evaluated', verb: 'evaluated', patch: { evaluation: input.evaluation, evaluation_text: input.text || null } }),
})

export const closeRequest = defineAction({
  ...onRecord, name: 'close', label: { zh: '关闭', en: 'Close' }, input: note,
  run: (ctx, { id, input }) => moveRequest(ctx, id, async (ctx) => ({ to: 'closed', verb: 'closed', note: input.note, patch: { closed_at: ctx.clock.now().toISOString() } })),
})

export const cancelRequest = defineAction({
  ...onRecord, name: 'cancel', label: { zh: '取消', en: 'Cancel' }, input: z.strictObject({ reason }),
  run: (ctx, { id, input }) => moveRequest(ctx, id, { to: 'cancelled', verb: 'cancelled', note: input.reason, patch: { cancel_reason: input.reason } }),
})

/** It was not solved after all. What lies between is nobody's time; what was said of the result no longer holds. */
export const reopenRequest = defineAction({
  ...onRecord, name: 'reopen', label: { zh: '重新打开', en: 'Reopen' }, input: z.strictObject({ reason }),
  run: (ctx, { id, input }) => moveRequest(ctx, id, async (ctx, record) => ({ from: doneSteps, to: 'in_progress', verb: 'reopened', note: input.reason, patch: reopened(record, ctx.clock.now()) })),
})

export function reopened(record: Record<string, unknown>, now: Date) {
  const pauses = record.completed_at ? [...listOf(record.pauses), { from: String(record.completed_at), to: now.toISOString() }] : listOf(record.pauses)
  return { reopened_count: Number(record.reopened_count) + 1, completed_at: null, closed_at: null, evaluation: null, evaluation_text: null, pauses }
}

export const stepActions = [diagnoseRequest, assignRequest, startRequest, waitForCustomer, resumeRequest, completeRequest, evaluateRequest, closeRequest, cancelRequest, reopenRequest]
