/** What a customer may do with the link of a quote, and nothing else. Public: whoever holds the link was sent it. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { dispositionOf } from '../../../platform/http/disposition.ts'
import { createRateLimiter } from '../../../platform/http/rate-limit.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { conflict } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { fileFolder } from '../../../kernel/files/keep-file.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { notify } from '../../notices/index.ts'
import { acceptance, refusal } from '../actions/answer-quote.ts'
import { move, type Step } from '../actions/move.ts'
import { openLink, type SentQuote } from './links.ts'

const tag = 'Quotes'
const base = '/api/v1/public-quotes/:link'
/** More than a person ever asks for, too few to guess by. */
const perMinute = 60

export function publicQuoteRoutes(runtime: Runtime, { dataFolder }: { dataFolder: string }): Route<Context>[] {
  const limiter = createRateLimiter({ address: perMinute, person: 0, key: 0 })
  const open = (ctx: Context, params: Record<string, string>) => {
    limiter.take({ kind: 'address', id: ctx.origin.address ?? '' })
    return openLink(runtime, ctx, params.link ?? '')
  }
  return [
    defineRoute({
      method: 'GET', path: base, guard: 'public', tag, summary: 'The quote as it was sent',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        const { ctx: acting, sent } = await open(ctx, params)
        await noteSeen(acting, sent)
        return { headers: unkept, body: { status: sent.status, paper: sent.paper } }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/pdf`, guard: 'public', isBytes: true, tag, summary: 'The PDF as it was sent',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        const { ctx: acting, sent } = await open(ctx, params)
        return { headers: { ...unkept, ...pdfHeaders(fileNameOf(sent.paper)) }, stream: createReadStream(join(fileFolder(dataFolder, acting.workspace.id), sent.file)) }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/accept`, guard: 'public', tag, summary: 'Accepts it, once',
      body: z.strictObject({ name: z.string().trim().min(1).max(200), agreed: z.literal(true) }),
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        const { ctx: acting, sent } = await open(ctx, params)
        return { body: await answer(acting, sent, acceptance(acting, body.name)) }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/decline`, guard: 'public', tag, summary: 'Declines it with a reason, once',
      body: z.strictObject({ name: z.string().trim().max(200).optional(), reason: z.string().trim().min(1).max(1000) }),
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        const { ctx: acting, sent } = await open(ctx, params)
        return { body: await answer(acting, sent, refusal(acting, { by: body.name, reason: body.reason })) }
      },
    }),
  ]
}

const unkept = { 'cache-control': 'private, no-store' }

export function pdfHeaders(fileName: string): Record<string, string> {
  return { 'content-type': 'application/pdf', 'content-disposition': dispositionOf('inline', fileName), 'content-security-policy': "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'" }
}

export function fileNameOf({ number, version, name }: SentQuote['paper'], ending = 'pdf'): string {
  return `${number}${version > 1 ? `-v${version}` : ''} ${name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ')}.${ending}`
}

/** The first time is kept and told to whoever looks after the quote. */
async function noteSeen(ctx: Context, sent: SentQuote): Promise<void> {
  if (sent.seen_at !== null || sent.status !== 'sent') return
  await transaction(ctx, async (ctx) => {
    const { record } = await lockRecord(ctx, objectOf(ctx, 'quote'), sent.id, 'change')
    if (record.seen_at !== null) return
    await updateRecord(ctx, objectOf(ctx, 'quote'), sent.id, { seen_at: ctx.clock.now().toISOString() }, { asSystem: true, verb: 'seen' })
    await notify(ctx, { kind: 'quote_seen', to: [sent.owner], object: 'quote', record_id: sent.id, key: `quote_seen:${sent.id}` })
  })
}

/** @throws Problem 409 where it was answered already: of two at the same moment one is first. */
async function answer(ctx: Context, sent: SentQuote, step: Step): Promise<object> {
  return transaction(ctx, async (ctx) => {
    await move(ctx, 'quote', sent.id, async (ctx, record) => {
      if (record.status !== 'sent') throw conflict('already-answered', { zh: '这份报价已经答复过，或已不再有效', en: 'This quote was answered already, or holds no longer' })
      await notify(ctx, { kind: `quote_${step.to}`, to: [String(record.owner)], object: 'quote', record_id: sent.id })
      return step
    })
    return { status: step.to }
  })
}
