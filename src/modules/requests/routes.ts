/** What is not an act on a record: links for customers, the ways in from outside, and what whoever is outside may do. */
import { z } from 'zod'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { transaction } from '../../platform/db/database.ts'
import { forbidden, notFound } from '../../platform/problems.ts'
import type { SecretBox } from '../../platform/secret-box.ts'
import { mayAll } from '../../kernel/access/actor.ts'
import { idOf } from '../../kernel/api/record-routes.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import { lockRecord } from '../../kernel/records/update.ts'
import type { Runtime } from '../../kernel/runtime.ts'
import type { FileStore } from '../../kernel/files/keep-file.ts'
import { formRoutes } from './public/form-routes.ts'
import { closeIntake, intakeKinds, intakes, openIntake, type IntakeKind } from './public/intakes.ts'
import { linkRoutes } from './public/link-routes.ts'
import { newLink, withdrawLinks } from './public/links.ts'
import { mailRoutes } from './public/mail-routes.ts'

export interface RequestOptions {
  box: SecretBox
  /** Where people reach this installation; null: links are answered as paths. */
  publicUrl: string | null
  store: FileStore
}

const tag = 'Service requests'

export function requestRoutes(runtime: Runtime, { box, publicUrl, store }: RequestOptions): Route<Context>[] {
  const addressOf = (path: string) => `${publicUrl ?? ''}${path}`
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/service-requests/:id/link', guard: 'signed_in', holds_secret: true, tag, summary: 'A link for the customer 客户链接: to follow, answer and rate the request',
      handle: async (ctx: Context, { params }): Promise<Answer> => ({ body: { link: addressOf(await ofRequest(ctx, idOf(params), newLink)) } }),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/service-requests/:id/withdraw-links', guard: 'signed_in', tag, summary: 'Withdraw the links 撤回链接',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        await ofRequest(ctx, idOf(params), withdrawLinks)
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/request-intakes', guard: 'signed_in', tag, summary: 'Ways in from outside 外部入口: the form and inbound mail that are on',
      handle: async (ctx: Context): Promise<Answer> => {
        refuseOthers(ctx)
        return { body: { data: (await intakes(ctx)).map(({ path, ...intake }) => ({ ...intake, address: addressOf(path) })) } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/request-intakes', guard: 'signed_in', holds_secret: true, tag, summary: 'Switch one on, or give it a new address and secret',
      body: z.strictObject({ kind: z.enum(intakeKinds) }),
      handle: async (ctx: Context, { body }): Promise<Answer> => {
        refuseOthers(ctx)
        const { path, secret } = await openIntake(ctx, body.kind === 'mail' ? { kind: 'mail', box } : { kind: 'form' })
        return { status: 201, body: { kind: body.kind, address: addressOf(path), secret } }
      },
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/request-intakes/:kind', guard: 'signed_in', tag, summary: 'Switch one off: its address is dead',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        refuseOthers(ctx)
        await closeIntake(ctx, kindOf(params.kind))
        return { status: 204 }
      },
    }),
    ...formRoutes(runtime, store),
    ...linkRoutes(runtime, store),
    ...mailRoutes(runtime, box),
  ]
}

/** @throws Problem 404, 403 for whoever may not change the request. */
async function ofRequest<Result>(ctx: Context, id: string, work: (ctx: Context, id: string) => Promise<Result>): Promise<Result> {
  return transaction(ctx, async (ctx) => {
    await lockRecord(ctx, objectOf(ctx, 'request'), id, 'change')
    return work(ctx, id)
  })
}

/** Whoever sets the service up. @throws Problem 403. */
function refuseOthers(ctx: Context): void {
  if (!mayAll(ctx.actor, 'sla_policy', 'change')) throw forbidden()
}

function kindOf(text: string | undefined): IntakeKind {
  const kind = intakeKinds.find((one) => one === text)
  if (!kind) throw notFound()
  return kind
}
