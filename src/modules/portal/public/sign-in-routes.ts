/** Whose portal it is, who is there, and coming in and going out. */
import { z } from 'zod'
import { createRateLimiter } from '../../../platform/http/rate-limit.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { conflict, Problem } from '../../../platform/problems.ts'
import type { SecretBox } from '../../../platform/secret-box.ts'
import type { Context } from '../../../kernel/context.ts'
import { helpPage } from '../../knowledge/index.ts'
import { personOfMail } from '../queries/person.ts'
import { askForCode, minutesOfCode, takeCode } from '../sign-in/codes.ts'
import { endSession, openSession, whoIsHere } from '../sign-in/sessions.ts'
import { base, type Door } from './door.ts'

const tag = 'Portal'
/** Of one address: an office where some sign in on the same morning. */
const perMinute = { codes: 10, tries: 20 }

const mail = z.string().trim().max(254).pipe(z.email())

export function signInRoutes(door: Door, { box, hasMail }: { box: SecretBox; hasMail: boolean }): Route<Context>[] {
  const asking = createRateLimiter({ address: perMinute.codes, person: 0, key: 0 })
  const trying = createRateLimiter({ address: perMinute.tries, person: 0, key: 0 })
  const address = (ctx: Context) => ({ kind: 'address' as const, id: ctx.origin.address ?? '' })
  return [
    defineRoute({
      method: 'GET', path: base, guard: 'public', tag, summary: 'Whose portal it is, and who is signed in',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const acting = await door.company(ctx, request)
        const [person, help] = await Promise.all([whoIsHere(acting, request.raw), helpPage.now(acting)])
        return { body: { company: acting.workspace.name, help: help?.path ?? null, person: person && { name: person.name, customer: person.customer_name, sees: person.sees } } }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/code`, guard: 'public', holds_secret: true, tag, summary: 'A code by mail; the answer is the same for every address',
      body: z.strictObject({ mail }),
      handle: async (ctx: Context, request): Promise<Answer> => {
        asking.take(address(ctx))
        const acting = await door.company(ctx, request)
        if (!hasMail) throw conflict('no-mail', { zh: '尚未设置邮件服务，无法发送验证码', en: 'There is no mail server: no code can be sent' })
        return { status: 202, body: { challenge: await askForCode(acting, request.body.mail), minutes: minutesOfCode } }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/session`, guard: 'public', holds_secret: true, tag, summary: 'Sign in with the code',
      body: z.strictObject({ mail, challenge: z.string().regex(/^[\w-]{43}$/), code: z.string().trim().regex(/^(\d{6}|\d{12})$/) }),
      handle: async (ctx: Context, request): Promise<Answer> => {
        trying.take(address(ctx))
        const acting = await door.company(ctx, request)
        const person = (await takeCode(acting, box, request.body)) ? await personOfMail(acting, request.body.mail) : null
        if (!person) throw wrongCode()
        return { status: 201, headers: { 'set-cookie': await openSession(acting, person, request.raw) }, body: { name: person.name } }
      },
    }),
    defineRoute({
      method: 'DELETE', path: `${base}/session`, guard: 'public', tag, summary: 'Sign out',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const acting = await door.company(ctx, request)
        return { status: 204, headers: { 'set-cookie': await endSession(acting, request.raw) } }
      },
    }),
  ]
}

/** The same for a wrong one, one that is too old or was used, and for an address of nobody. */
function wrongCode(): Problem {
  return new Problem({ status: 403, code: 'wrong-code', title: { zh: '验证码不对或已过期，请检查或重新获取', en: 'The code is wrong or too old: check it, or ask for another' } })
}
