import { invalid, issue } from '../../../platform/problems.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { createThroughModule } from '../../../kernel/records/batch.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { logContact } from '../../leads/index.ts'
import { newCallBack } from './create-call-back.ts'
import type { WrapUp } from './finish-call.ts'

/** What categories are called among the kinds of requests. */
const requestKinds: Record<string, string> = { fault: 'fault', complaint: 'complaint', suggestion: 'suggestion', praise: 'praise' }

/**
 * What is made of a call, by the plain create of whatever it is, with the rights of the agent.
 * @returns references of the call
 */
export async function makeOf(ctx: Context, call: Stored, input: WrapUp): Promise<Stored> {
  const subject = input.subject || firstWords(call.note) || null
  switch (input.kind) {
    case 'request':
      return { request: await made(ctx, 'request', { subject: needed(subject), description: call.note ?? null, customer: call.customer, contact: call.contact, channel: 'call', kind: requestKinds[String(call.category)] ?? 'question', requester_phone: call.phone ?? null }) }
    case 'complaint':
      if (!call.customer) throw invalid([issue('customer', 'required', '投诉要先知道是哪位客户', 'A complaint needs its customer')])
      return { complaint: await made(ctx, 'complaint', { subject: needed(subject), description: call.note ?? null, customer: call.customer, contact: call.contact }) }
    case 'call_back':
      return { call_back: await promised(ctx, call, { subject: needed(subject), due_at: input.due_at ?? null }) }
    case 'lead':
      if (!input.lead) throw invalid([issue('lead', 'required', '请填写来询的人', 'Say who asks')])
      return { lead: await leadOf(ctx, call, input.lead) }
    default:
      return input.lead ? { lead: await leadOf(ctx, call, input.lead) } : {}
  }
}

async function made(ctx: Context, object: string, input: Record<string, unknown>): Promise<string> {
  return (await createThroughModule(ctx, objectOf(ctx, object), input)).id
}

/** Somebody was spoken to: the clock of the first contact stops with this call. */
async function leadOf(ctx: Context, call: Stored, { name, company }: NonNullable<WrapUp['lead']>): Promise<string> {
  const phones = typeof call.phone === 'string' && call.phone.startsWith('+') ? [call.phone] : []
  const id = await made(ctx, 'lead', { name, company: company || null, phones, source: 'hot_line', wants: call.note ?? null })
  await logContact.run(withEveryRight(ctx), { id, input: { channel: 'call', direction: call.direction, outcome: 'reached', content: call.note ?? null } })
  return id
}

async function promised(ctx: Context, call: Stored, given: { subject: string; due_at: string | null }): Promise<string> {
  const input = await newCallBack(ctx, { ...given, customer: call.customer ?? null, contact: call.contact ?? null, phone: call.phone ?? null, queue: call.queue ?? null, owner: ctx.actor.kind === 'user' ? ctx.actor.id : null })
  return (await createRecord(ctx, objectOf(ctx, 'call_back'), { ...input, why: 'promised' }, { asSystem: true })).id
}

function firstWords(note: unknown): string {
  return typeof note === 'string' ? Array.from(note.trim().split('\n')[0] ?? '').slice(0, 80).join('') : ''
}

function needed(subject: string | null): string {
  if (!subject) throw invalid([issue('note', 'required', '请写下说了什么', 'Say what it is about')])
  return subject
}
