/** Requests of a person in the portal. What may be done with one is what the link of a request allows (modules/requests). */
import { z } from 'zod'
import { createRateLimiter } from '../../../platform/http/rate-limit.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { FileStore } from '../../../kernel/files/keep-file.ts'
import {
  enterRequest, fileOfRequest, filesInput, kindOptions, once, rateAsCustomer, ratingInput, receiveOutside, reopenAsCustomer, senderKey, shownToCustomer, takeUploads, uploadsPerMinute, wordInput, writeAsCustomer, type Sender,
} from '../../requests/index.ts'
import type { PortalPerson } from '../queries/person.ts'
import { homeOf, refuseForeign, requestsOf, subjectsOf } from '../queries/requests.ts'
import { base, type Door } from './door.ts'

const tag = 'Portal'
const unkept = { 'cache-control': 'private, no-store' }

const text = (most: number) => z.string().trim().max(most)
const newRequest = z.strictObject({
  /** Made by the page once for each request: sent again, it is the same request. */
  key: senderKey,
  kind: z.enum(kindOptions.map(({ key }) => key)),
  subject: text(300).min(1),
  description: text(10_000).optional(),
  asset: z.uuid().optional(),
  product: z.uuid().optional(),
  files: filesInput,
})

const senderOf = ({ access, name }: PortalPerson): Sender => ({ sender: `portal:${access}`, name, channel: 'portal' })

export function requestRoutesOfPortal(door: Door, { store }: { store: FileStore }): Route<Context>[] {
  const uploading = createRateLimiter({ address: uploadsPerMinute, person: 0, key: 0 })
  const ofOne = async (ctx: Context, request: { params: Record<string, string>; raw: unknown }) => {
    const { ctx: acting, person } = await door.person(ctx, request)
    const id = request.params.id ?? ''
    await refuseForeign(acting, person, id)
    return { ctx: acting, person, id }
  }
  return [
    defineRoute({
      method: 'GET', path: `${base}/home`, guard: 'public', tag, summary: 'What waits for the person, and what goes on',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, person } = await door.person(ctx, request)
        return { headers: unkept, body: await homeOf(acting, person) }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/requests`, guard: 'public', tag, summary: 'Requests, newest first; with words, those that say them',
      query: z.strictObject({ q: z.string().max(200).optional(), state: z.enum(['open', 'done', 'all']).default('all'), after: z.uuid().optional() }),
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, person } = await door.person(ctx, request)
        return { headers: unkept, body: await requestsOf(acting, person, request.query) }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/new-request`, guard: 'public', tag, summary: 'What may be chosen for a new request',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, person } = await door.person(ctx, request)
        const kinds = objectOf(acting, 'request').fields.get('kind')?.options ?? []
        return { headers: unkept, body: { kinds: kinds.map(({ key, label }) => ({ key, label: label[ctx.language] })), ...(await subjectsOf(acting, person)) } }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/requests`, guard: 'public', tag, summary: 'Raises a request, once a key',
      body: newRequest,
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, person } = await door.person(ctx, request)
        return { status: 201, body: { id: await raise(acting, person, request.body) } }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/files`, guard: 'public', tag, summary: 'Upload one file (multipart: file), to be named in what is sent within a day',
      handle: async (ctx: Context, request): Promise<Answer> => {
        uploading.take({ kind: 'address', id: ctx.origin.address ?? '' })
        const { ctx: acting, person } = await door.person(ctx, request)
        return { status: 201, body: await receiveOutside(acting, store, { sender: senderOf(person).sender, raw: request.raw }) }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/requests/:id`, guard: 'public', tag, summary: 'One request with its conversation',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, id } = await ofOne(ctx, request)
        return { headers: unkept, body: await shownToCustomer(acting, id) }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/requests/:id/files/:file`, guard: 'public', isBytes: true, tag, summary: 'A file of the conversation',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, id } = await ofOne(ctx, request)
        return fileOfRequest(acting, store, { id, file: request.params.file ?? '', headers: request.headers })
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/requests/:id/reply`, guard: 'public', tag, summary: 'Writes, once a key',
      body: wordInput,
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, person, id } = await ofOne(ctx, request)
        await writeAsCustomer(acting, id, senderOf(person), request.body)
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/requests/:id/rate`, guard: 'public', tag, summary: 'Rates the result, 1 to 5, once',
      body: ratingInput,
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, id } = await ofOne(ctx, request)
        await rateAsCustomer(acting, id, request.body)
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/requests/:id/reopen`, guard: 'public', tag, summary: 'Says that it is not solved',
      body: wordInput,
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, person, id } = await ofOne(ctx, request)
        await reopenAsCustomer(acting, id, senderOf(person), request.body)
        return { status: 204 }
      },
    }),
  ]
}

/** @throws Problem 422 for a device or a product that is not among theirs. */
async function raise(ctx: Context, person: PortalPerson, { key, kind, subject, description, asset, product, files }: z.output<typeof newRequest>): Promise<string> {
  const { sender } = senderOf(person)
  const { id } = await once(ctx, `${sender}:${key}`, async (ctx) => {
    const theirs = await subjectsOf(ctx, person)
    if (asset && !theirs.assets.some(({ id }) => id === asset)) throw invalid([issue('asset', 'not_found', '没有这台设备', 'There is no such device')])
    if (product && !theirs.products.some(({ id }) => id === product)) throw invalid([issue('product', 'not_found', '没有这个产品', 'There is no such product')])
    return enterRequest(ctx, {
      channel: 'portal', kind, subject, description: description || null, name: person.name, phone: null, mail: person.mail, files: await takeUploads(ctx, sender, files),
      of: { customer: person.customer, contact: person.contact, asset: asset ?? null, product: product ?? null },
    })
  })
  return id
}
