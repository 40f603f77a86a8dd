/** The form by which anybody raises a request, at an address that the company puts on its pages. */
import { z } from 'zod'
import { halfWidth } from '../../../platform/chinese/normalise.ts'
import { createRateLimiter } from '../../../platform/http/rate-limit.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { FileStore } from '../../../kernel/files/keep-file.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { kindOptions } from '../objects/request-options.ts'
import { filesInput } from './customer-acts.ts'
import { enterIntake } from './intakes.ts'
import { newLink } from './links.ts'
import { enterRequest, once, senderKey } from './receive.ts'
import { receiveOutside, takeUploads, uploadsPerMinute } from './uploads.ts'

const tag = 'Public service'
const base = '/api/v1/public-forms/:form'
/** Of one address a minute: a person, or a few behind one door. */
const perMinute = { look: 60, send: 30 }

const text = (most: number) => z.string().trim().max(most)
const input = z
  .strictObject({
    /** Made by the page once for each request: sent again, it is the same request. */
    key: senderKey,
    kind: z.enum(kindOptions.map(({ key }) => key)).default('question'),
    subject: text(300).min(1),
    description: text(10_000).optional(),
    name: text(200).min(1),
    phone: text(60).optional(),
    mail: z.union([z.literal(''), z.email().max(254)]).optional(),
    files: filesInput,
  })
  .refine(({ phone, mail }) => phone || mail, { message: 'A telephone or a mail address', path: ['phone'] })

export function formRoutes(runtime: Runtime, store: FileStore): Route<Context>[] {
  const looking = createRateLimiter({ address: perMinute.look, person: 0, key: 0 })
  const sending = createRateLimiter({ address: perMinute.send, person: 0, key: 0 })
  const uploading = createRateLimiter({ address: uploadsPerMinute, person: 0, key: 0 })
  const address = (ctx: Context) => ({ kind: 'address' as const, id: ctx.origin.address ?? '' })
  return [
    defineRoute({
      method: 'GET', path: base, guard: 'public', tag, summary: 'Whose form it is, and what may be chosen',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        looking.take(address(ctx))
        const { ctx: acting } = await enterIntake(runtime, ctx, 'form', params.form ?? '')
        const kinds = objectOf(acting, 'request').fields.get('kind')?.options ?? []
        return { body: { company: acting.workspace.name, kinds: kinds.map(({ key, label }) => ({ key, label: label[ctx.language] })) } }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/files`, guard: 'public', tag, summary: 'Upload one file (multipart: file) for the request of this key',
      query: z.strictObject({ key: senderKey }),
      handle: async (ctx: Context, { params, query, raw }): Promise<Answer> => {
        uploading.take(address(ctx))
        const { ctx: acting } = await enterIntake(runtime, ctx, 'form', params.form ?? '')
        return { status: 201, body: await receiveOutside(acting, store, { sender: `form:${query.key}`, raw }) }
      },
    }),
    defineRoute({
      method: 'POST', path: base, guard: 'public', holds_secret: true, tag, summary: 'Raises a request, once a key; answers the link to follow it',
      body: input,
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        sending.take(address(ctx))
        const { ctx: acting } = await enterIntake(runtime, ctx, 'form', params.form ?? '')
        const { key, kind, subject, description, name, phone, mail, files } = body
        // Extensions and rooms are called too; what nobody can call would leave the request without a way back.
        if (phone && halfWidth(phone).replace(/\D/g, '').length < 3) throw invalid([issue('phone', 'invalid_phone', '请填写能打通的电话号码', 'Give a telephone number that can be called')])
        const { id } = await once(acting, `form:${key}`, async (ctx) =>
          enterRequest(ctx, { channel: 'form', kind, subject, description: description || null, name, phone: phone || null, mail: mail || null, files: await takeUploads(ctx, `form:${key}`, files) }),
        )
        return { status: 201, body: { link: await newLink(acting, id) } }
      },
    }),
  ]
}
