import { z } from 'zod'
import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { scopesOf } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { queueReplyMail } from '../public/reply-mail.ts'
import { mayChange, moveRequest } from './move-request.ts'

const content = z.string().trim().min(1).max(20_000)
const files = z.array(z.looseObject({ id: z.uuid() })).max(20).optional()

/** To the customer, who reads it by the link and gets it by mail where they wrote by mail or form. The first is the first response. */
export const replyToCustomer = defineAction({
  name: 'reply',
  object: 'request',
  on: 'record',
  label: { zh: '回复客户', en: 'Reply' },
  input: z.strictObject({ content, files, waits: z.boolean().default(false) }),
  guard: mayChange,
  run: (ctx, { id, input }) => moveRequest(ctx, id, async (ctx, record) => {
    if (record.status === 'cancelled') throw conflict('cancelled', { zh: '请求已取消', en: 'The request was cancelled' })
    await createRecord(ctx, objectOf(ctx, 'request_message'), { request: id, kind: 'reply', content: input.content, files: input.files ?? [], channel: record.channel, author: ctx.actor.kind === 'user' ? ctx.actor.id : null }, { asSystem: true })
    if (id) await queueReplyMail(ctx, id, record, input.content)
    const patch: Stored = { first_response_at: record.first_response_at ?? ctx.clock.now().toISOString(), customer_replied_at: null }
    // Who already waits goes on waiting.
    return { verb: 'replied', patch, ...(input.waits && record.status !== 'waiting_customer' ? { to: 'waiting_customer' } : {}) }
  }),
})

/** Among colleagues: never shown to the customer. Whoever sees the request may note. */
export const noteOnRequest = defineAction({
  name: 'note',
  object: 'request',
  on: 'record',
  label: { zh: '内部备注', en: 'Internal note' },
  input: z.strictObject({ content, files }),
  guard: (ctx) => verdictOf(ctx, 'request_message', 'see') !== false && scopesOf(ctx.actor, 'request_message', 'create').size > 0,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      const { record } = await lockRecord(ctx, objectOf(ctx, 'request'), id, 'see')
      const message = { request: id, kind: 'note', content: input.content, files: input.files ?? [], channel: record.channel, author: ctx.actor.kind === 'user' ? ctx.actor.id : null }
      return JSON.parse((await createRecord(ctx, objectOf(ctx, 'request_message'), message, { asSystem: true })).json)
    })
  },
})

export interface Word {
  content: string
  channel: string
  author_name: string | null
  files?: { id: string }[]
}

/**
 * What the customer says, by the link or by mail. Whoever waited for it goes on. The caller holds the request locked in its transaction.
 * @returns what the act is to write
 */
export async function hearCustomer(ctx: Context, id: string, record: Stored, word: Word): Promise<{ verb: string; patch: Stored; to?: string }> {
  await createRecord(ctx, objectOf(ctx, 'request_message'), { request: id, kind: 'from_customer', ...word }, { asSystem: true })
  return { verb: 'customer_replied', patch: { customer_replied_at: ctx.clock.now().toISOString() }, ...(record.status === 'waiting_customer' ? { to: String(record.resumes_to) } : {}) }
}
