/** An administrator sees what somebody sees. Nothing can be changed meanwhile (guard.ts); beginning and end are recorded. */
import { defineRoute, type Route } from '../../../platform/http/route.ts'
import { conflict, forbidden, notFound } from '../../../platform/problems.ts'
import { idOf } from '../../../kernel/api/record-routes.ts'
import type { Context } from '../../../kernel/context.ts'
import { loadActor } from '../queries/load-actor.ts'
import { recordAccountEvent, type AccountVerb } from './account-events.ts'
import type { Door } from './door.ts'
import { sessionAnswer } from './session-routes.ts'
import { isAdministrator } from './sessions.ts'
import { tokenOf, visitorOf } from './visitor.ts'

const tag = 'Session'

export function lookAsRoutes({ sessions, runtime }: Door): Route<Context>[] {
  /** Sets or ends the looking, tells the log, and answers as whom one is there now. */
  const look = async (ctx: Context, raw: unknown, change: { userId: string | null; verb: AccountVerb; about: string }) => {
    const token = tokenOf(raw) ?? ''
    await recordAccountEvent(ctx, { verb: change.verb, userId: change.about, visitor: visitorOf(raw) })
    await sessions.lookAs(token, change.userId)
    const identity = await sessions.identify(token, ctx.clock.now())
    if (!identity) throw notFound()
    return { body: await sessionAnswer(await runtime.contextFor({ ...identity, language: ctx.language, origin: ctx.origin })) }
  }
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/users/:id/look-as', guard: 'signed_in', is_personal: true, tag, summary: 'See what somebody sees, without changing anything',
      handle: async (ctx: Context, { params, raw }) => {
        if (!isAdministrator(ctx.actor)) throw forbidden()
        const userId = idOf(params)
        if (userId === ctx.actor.id) throw conflict('is-oneself', { zh: '这就是您自己', en: 'That is you' })
        if (!(await loadActor(ctx.db, userId, ctx.clock.now()))) throw notFound()
        return look(ctx, raw, { userId, verb: 'looked_as', about: userId })
      },
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/session/look-as', guard: 'signed_in', tag, summary: 'Be oneself again',
      handle: async (ctx: Context, { raw }) => {
        if (ctx.actor.via?.kind !== 'look_as') throw conflict('not-looking', { zh: '您没有以他人身份查看', en: 'You are not looking as somebody' })
        return look(ctx, raw, { userId: null, verb: 'look_ended', about: ctx.actor.id })
      },
    }),
  ]
}
