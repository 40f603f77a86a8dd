/** What a customer may do with the link of a request, and nothing else. */
import { createRateLimiter } from '../../../platform/http/rate-limit.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import type { Context } from '../../../kernel/context.ts'
import type { FileStore } from '../../../kernel/files/keep-file.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { rateAsCustomer, ratingInput, reopenAsCustomer, shownToCustomer, wordInput, writeAsCustomer, type Sender } from './customer-acts.ts'
import { openLink } from './links.ts'
import { fileOfRequest, receiveOutside, uploadsPerMinute } from './uploads.ts'

const tag = 'Public service'
const base = '/api/v1/public-requests/:link'
/** More than a person ever asks for, too few to guess by. */
const perMinute = 60

const unkept = { 'cache-control': 'private, no-store' }
/** Whoever has the link is one sender: the key that the page makes up tells what was sent twice. */
const asLink = (id: string): Sender => ({ sender: `link:${id}`, name: null, channel: 'form' })

export function linkRoutes(runtime: Runtime, store: FileStore): Route<Context>[] {
  const limiter = createRateLimiter({ address: perMinute, person: 0, key: 0 })
  const uploading = createRateLimiter({ address: uploadsPerMinute, person: 0, key: 0 })
  const open = (ctx: Context, params: Record<string, string>) => {
    limiter.take({ kind: 'address', id: ctx.origin.address ?? '' })
    return openLink(runtime, ctx, params.link ?? '')
  }
  return [
    defineRoute({
      method: 'GET', path: base, guard: 'public', tag, summary: 'The request as its customer sees it',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        const { ctx: acting, id } = await open(ctx, params)
        return { headers: unkept, body: await shownToCustomer(acting, id) }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/files`, guard: 'public', tag, summary: 'Upload one file (multipart: file), to be named in what is written within a day',
      handle: async (ctx: Context, { params, raw }): Promise<Answer> => {
        uploading.take({ kind: 'address', id: ctx.origin.address ?? '' })
        const { ctx: acting, id } = await open(ctx, params)
        return { status: 201, body: await receiveOutside(acting, store, { sender: asLink(id).sender, raw }) }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/files/:file`, guard: 'public', isBytes: true, tag, summary: 'A file of the conversation',
      handle: async (ctx: Context, { params, headers }): Promise<Answer> => {
        const { ctx: acting, id } = await open(ctx, params)
        return fileOfRequest(acting, store, { id, file: params.file ?? '', headers })
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/reply`, guard: 'public', tag, summary: 'Writes, once a key',
      body: wordInput,
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        const { ctx: acting, id } = await open(ctx, params)
        await writeAsCustomer(acting, id, asLink(id), body)
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/rate`, guard: 'public', tag, summary: 'Rates the result, 1 to 5, once',
      body: ratingInput,
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        const { ctx: acting, id } = await open(ctx, params)
        await rateAsCustomer(acting, id, body)
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/reopen`, guard: 'public', tag, summary: 'Says that it is not solved',
      body: wordInput,
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        const { ctx: acting, id } = await open(ctx, params)
        await reopenAsCustomer(acting, id, asLink(id), body)
        return { status: 204 }
      },
    }),
  ]
}
