import { z } from 'zod'
import { invalid, issue, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createThroughModule } from '../../../kernel/records/batch.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { categoryOptions } from '../objects/call-options.ts'
import { freeAgain } from './agent-states.ts'
import { settleMissed } from './call-back-of.ts'
import { makeOf } from './make-of.ts'
import { mayChange, writeMove, wrongState, type Act } from './move-call.ts'

const name = z.string().trim().min(1).max(200)

/** What the agent says of a call at its end; who called is filed where nobody is known yet. */
export const wrapUp = z.strictObject({
  note: z.string().max(20_000).nullish(),
  category: z.enum(categoryOptions.map(({ key }) => key)).nullish(),
  kind: z.enum(['log', 'request', 'complaint', 'lead', 'call_back']).default('log'),
  subject: z.string().trim().max(300).nullish(),
  customer: z.uuid().nullish(),
  contact: z.uuid().nullish(),
  new_customer: z.strictObject({ name, kind: z.enum(['organisation', 'person']).default('person') }).nullish(),
  lead: z.strictObject({ name, company: z.string().trim().max(300).nullish() }).nullish(),
  due_at: z.iso.datetime({ offset: true }).nullish(),
})
export type WrapUp = z.infer<typeof wrapUp>

/** The call ends with what became of it; one that still talks is hung up by it. Whatever is made of it is made with the rights of the agent, in one transaction with the rest. */
export const finishCall = defineAction({
  name: 'finish',
  object: 'call',
  on: 'record',
  label: { zh: '完成', en: 'Finish' },
  input: wrapUp,
  guard: mayChange,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      await endAndFinish(ctx, id, input)
      return JSON.parse((await getRecord(ctx, objectOf(ctx, 'call'), id)).json)
    })
  },
})

/** @throws Problem 409 for a call that nobody answered, or that is done. */
async function finished(ctx: Context, { id, record, input }: { id: string; record: Stored; input: WrapUp }): Promise<Act> {
  if (record.status !== 'wrap_up') throw wrongState()
  const party = await partyOf(ctx, record, input)
  const note = input.note?.trim() || record.note || null
  const said = { ...record, ...party, note, category: input.category ?? record.category ?? null }
  const made = await makeOf(ctx, said, input)
  if (typeof record.phone === 'string' && record.direction === 'in') await settleMissed(ctx, record.phone)
  if (record.agent === ctx.actor.id) await freeAgain(ctx, id)
  const interaction = await interactionOf(ctx, { ...said, ...made })
  return { to: 'done', verb: 'done', patch: { ...party, note, category: said.category, done_at: ctx.clock.now().toISOString(), result: kindOf(input), ...made, interaction } }
}

/** Ended where it still talks, then finished: two states, two events, in a transaction of the caller. */
export async function endAndFinish(ctx: Context, id: string, input: WrapUp): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'call'), id, 'change')
  if (record.status === 'talking') await writeMove(ctx, id, { to: 'wrap_up', verb: 'ended', patch: { ended_at: ctx.clock.now().toISOString() } })
  await writeMove(ctx, id, (ctx, record, id) => finished(ctx, { id, record, input }))
}

/** Who called, found out later: only now the call can stand on the time line. */
export const identifyCaller = defineAction({
  name: 'identify',
  object: 'call',
  on: 'record',
  label: { zh: '确认客户', en: 'Say who called' },
  input: z.strictObject({ customer: z.uuid(), contact: z.uuid().nullish() }),
  guard: mayChange,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, (ctx) => identify(ctx, id, input))
  },
})

async function identify(ctx: Context, id: string, { customer, contact }: { customer: string; contact?: string | null }): Promise<unknown> {
  const object = objectOf(ctx, 'call')
  const { record, version } = await lockRecord(ctx, object, id, 'change')
  const said = { ...record, customer, contact: contact ?? null }
  const interaction = record.status === 'done' && !record.interaction ? await interactionOf(ctx, said) : (record.interaction ?? null)
  return JSON.parse((await updateRecord(ctx, object, id, { customer, contact: contact ?? null, interaction }, { asSystem: true, verb: 'identified', version })).json)
}

function kindOf({ kind, lead }: WrapUp): string {
  return kind === 'log' ? (lead ? 'lead' : 'logged') : kind
}

/** The customer of the call: as said, as known, or filed now. */
async function partyOf(ctx: Context, record: Stored, input: WrapUp): Promise<{ customer: string | null; contact: string | null }> {
  if (input.new_customer && input.customer) throw invalid([issue('new_customer', 'customer_known', '已选客户，不能再新建', 'There is a customer already')])
  if (input.new_customer) {
    const filed = { ...input.new_customer, status: 'interested', phones: typeof record.phone === 'string' && record.phone.startsWith('+') ? [record.phone] : [] }
    return { customer: (await createThroughModule(ctx, objectOf(ctx, 'customer'), filed)).id, contact: null }
  }
  if (input.customer) return { customer: input.customer, contact: input.contact ?? null }
  return { customer: typeof record.customer === 'string' ? record.customer : null, contact: typeof record.contact === 'string' ? record.contact : null }
}

/** One contact on the time line of the customer, whatever becomes of the call: it is made where the call gets its reference, with the call locked. */
async function interactionOf(ctx: Context, call: Stored): Promise<string | null> {
  if (typeof call.customer !== 'string') return null
  if (typeof call.interaction === 'string') return call.interaction
  const seconds = Date.parse(String(call.ended_at)) - Date.parse(String(call.answered_at))
  const contact = {
    customer: call.customer,
    contacts: typeof call.contact === 'string' ? [call.contact] : [],
    // What was made of the call is what was talked about.
    request: typeof call.request === 'string' ? call.request : null,
    channel: 'call',
    direction: call.direction,
    at: call.answered_at ?? call.arrived_at,
    minutes: Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds / 60_000)) : null,
    content: call.note ?? null,
    owner: call.agent ?? (ctx.actor.kind === 'user' ? ctx.actor.id : null),
  }
  return (await createThroughModule(withEveryRight(ctx), objectOf(ctx, 'interaction'), contact)).id
}
