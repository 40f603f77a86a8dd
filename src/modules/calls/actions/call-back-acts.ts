import { z } from 'zod'
import { forbidden, invalid, issue } from '../../../platform/problems.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { createThroughModule } from '../../../kernel/records/batch.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { superiorsOf } from '../../approvals/index.ts'
import { notify } from '../../notices/index.ts'
import { keepsOwn } from '../../requests/index.ts'
import { queueOf } from '../queries/queues.ts'
import { numberOf } from '../rules/number.ts'
import { nextTry } from '../rules/next-try.ts'
import { endAndFinish } from './finish-call.ts'
import { mayCallBack, moveCallBack } from './move-call-back.ts'
import { writeMove } from './move-call.ts'

const onRecord = { object: 'call_back', on: 'record', guard: mayCallBack } as const
const note = z.string().trim().max(500).nullish()
const reason = z.string().trim().min(1).max(500)
const later = z.iso.datetime({ offset: true })

/** They were spoken to. What is not settled goes on as a service request, unless something is under way already: nothing is heard and then forgotten. */
export const reached = defineAction({
  ...onRecord, name: 'reach', label: { zh: '登记接通', en: 'Reached' },
  input: z.strictObject({ is_settled: z.boolean(), words: z.string().trim().max(2000).nullish(), make_request: z.boolean().default(true) })
    .refine(({ is_settled, words }) => is_settled || words, { message: 'Why it is not settled', path: ['words'] }),
  run: (ctx, { id, input: { is_settled: isSettled, words, make_request: wantsRequest } }) => moveCallBack(ctx, id, async (ctx, record, id) => {
    const call = await outgoing(ctx, id, record, 'talking')
    await endAndFinish(withEveryRight(ctx), call, { note: words || String(record.subject), category: 'call_back', kind: 'log' })
    const request = !isSettled && wantsRequest ? await requestOf(ctx, record, words ?? null) : null
    const patch = { status: isSettled ? 'settled' : 'unsettled', words: words || null, request, ...tried(ctx, record) }
    return { verb: isSettled ? 'settled' : 'unsettled', outcome: 'reached', note: words, patch }
  }),
})

/** Nobody answered: it stays open, and is due again by the rule of its queue. */
export const notReached = defineAction({
  ...onRecord, name: 'not-reach', label: { zh: '未接通', en: 'Not reached' }, input: z.strictObject({ note }),
  run: (ctx, { id, input }) => moveCallBack(ctx, id, async (ctx, record, id) => {
    await writeMove(withEveryRight(ctx), await outgoing(ctx, id, record, 'waiting'), { to: 'missed', verb: 'missed', patch: { ended_at: ctx.clock.now().toISOString() } })
    const queue = await queueOf(ctx, record.queue)
    const { tries, last_try_at } = tried(ctx, record)
    const next = nextTry(queue.calendar, queue, { from: ctx.clock.now(), tries })
    if (next.isBeyond) await tellOfTries(ctx, id, record, { tries, manager: queue.manager })
    return { verb: 'not_reached', outcome: 'not_reached', note: input.note, patch: { tries, last_try_at, due_at: next.at.toISOString(), late_at: null } }
  }),
})

/** Another number is tried next; where none is known, it ends here. */
export const wrongNumber = defineAction({
  ...onRecord, name: 'wrong-number', label: { zh: '号码错误', en: 'Wrong number' }, input: z.strictObject({ phone: z.string().max(60).nullish(), note }),
  run: (ctx, { id, input }) => moveCallBack(ctx, id, async (ctx, record) => {
    const phone = numberOf(input.phone)
    if (phone !== null && phone === record.phone) throw invalid([issue('phone', 'same', '这就是刚才的号码', 'This is the number that was wrong')])
    const known = [record.phone, input.note].filter(Boolean).join(' · ')
    return { verb: 'wrong_number', outcome: 'wrong_number', note: known, patch: { ...tried(ctx, record), ...(phone === null ? { status: 'wrong_number' } : { phone }) } }
  }),
})

/** They want to be called at another time. */
export const postponed = defineAction({
  ...onRecord, name: 'postpone', label: { zh: '改约时间', en: 'Another time' }, input: z.strictObject({ due_at: later, note }),
  run: (ctx, { id, input }) => moveCallBack(ctx, id, async (ctx) => {
    if (Date.parse(input.due_at) <= ctx.clock.now().getTime()) throw invalid([issue('due_at', 'in_past', '约定的时间须在以后', 'The time lies ahead')])
    return { verb: 'postponed', outcome: 'postponed', note: input.note, patch: { due_at: new Date(input.due_at).toISOString(), late_at: null } }
  }),
})

/** Nobody will call any more, and why. */
export const givenUp = defineAction({
  ...onRecord, name: 'give-up', label: { zh: '放弃', en: 'Give up' }, input: z.strictObject({ reason }),
  run: (ctx, { id, input }) => moveCallBack(ctx, id, async () => ({ verb: 'given_up', patch: { status: 'given_up', reason: input.reason } })),
})

export const takeCallBack = defineAction({
  ...onRecord, name: 'take', label: { zh: '我来回访', en: 'I call' }, input: z.strictObject({}),
  run: (ctx, { id }) => moveCallBack(ctx, id, async (ctx) => ({ verb: 'taken', patch: { owner: ctx.actor.kind === 'user' ? ctx.actor.id : null } })),
})

export const callBackActs = [reached, notReached, wrongNumber, postponed, givenUp, takeCallBack]

function tried(ctx: Context, record: Stored): { tries: number; last_try_at: string } {
  return { tries: Number(record.tries) + 1, last_try_at: ctx.clock.now().toISOString() }
}

/** The call that the try was, with whom the call-back is with: also where that is no customer of whoever calls. @returns its id */
async function outgoing(ctx: Context, id: string, record: Stored, status: 'waiting' | 'talking'): Promise<string> {
  const now = ctx.clock.now().toISOString()
  const call = { direction: 'out', phone: record.phone ?? null, queue: record.queue ?? null, customer: record.customer ?? null, contact: record.contact ?? null, call_back: id, agent: ctx.actor.kind === 'user' ? ctx.actor.id : null, status, arrived_at: now, answered_at: status === 'talking' ? now : null, category: 'call_back' }
  return (await createRecord(withEveryRight(ctx), objectOf(ctx, 'call'), call, { asSystem: true })).id
}

async function requestOf(ctx: Context, record: Stored, words: string | null): Promise<string> {
  const input = { subject: record.subject, description: words, customer: record.customer ?? null, contact: record.contact ?? null, parent: record.after ?? null, channel: 'call', requester_phone: record.phone ?? null, owner: keepsOwn(ctx) ? ctx.actor.id : null }
  if (verdictOf(ctx, 'request', 'create') === false) throw forbidden()
  // It takes over what the call-back says: whoever calls need not see the customer.
  return (await createThroughModule(withEveryRight(ctx), objectOf(ctx, 'request'), input)).id
}

async function tellOfTries(ctx: Context, id: string, record: Stored, { tries, manager }: { tries: number; manager: string | null }): Promise<void> {
  const owner = typeof record.owner === 'string' ? record.owner : ctx.actor.id
  const superior = manager ?? (await superiorsOf(ctx, [owner])).get(owner)
  await notify(ctx, { kind: 'call_back_not_reached', to: superior ? [superior] : [], object: 'call_back', record_id: id, values: { tries }, key: `call_back_not_reached:${id}`, from: null })
}
