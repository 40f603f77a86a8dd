/** One's own account: password, second factor. */
import { z } from 'zod'
import { renderSVG } from 'uqr'
import { transaction } from '../../../platform/db/database.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, invalid, issue } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { accountOfUser, isOwnPassword, setPassword } from '../accounts.ts'
import { recordAccountEvent } from './account-events.ts'
import type { Door } from './door.ts'
import { beginFactor, confirmFactor, factorState, makeRecoveryCodes, removeFactor } from './factor.ts'
import { countAttempt, forgetAttempt, subjectsOf } from './lockout.ts'
import { demandsFactor, isPasswordOff } from './rules.ts'
import { tokenOf, visitorOf } from './visitor.ts'

const tag = 'Account'
const password = z.string().max(200)

export function accountRoutes(door: Door): Route<Context>[] {
  const { box, sessions } = door
  return [
    defineRoute({
      method: 'GET', path: '/api/v1/account', guard: 'signed_in', is_personal: true, tag, summary: 'How one signs in',
      handle: async (ctx: Context) => ({ body: await accountAnswer(ctx) }),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/session/password', guard: 'signed_in', is_personal: true, tag, summary: 'Change the own password; other sessions end',
      body: z.strictObject({ current: password, password: z.string() }),
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        const accountId = await ownAccount(ctx, body.current, raw)
        await transaction(ctx, async (ctx) => {
          await setPassword(ctx, accountId, body.password, ctx.actor.name)
          await recordAccountEvent(ctx, { verb: 'password_changed', userId: ctx.actor.id, visitor: visitorOf(raw) })
        })
        await sessions.closeAll(accountId, { butToken: tokenOf(raw) ?? '' })
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/account/factor', guard: 'signed_in', is_personal: true, holds_secret: true, tag, summary: 'Begin with a second factor: key and QR code for an authenticator',
      body: z.strictObject({ password }),
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        const accountId = await ownAccount(ctx, body.password, raw)
        if (await factorState(ctx.db, accountId)) throw conflict('has-factor', { zh: '两步验证已经开启', en: 'There is a second factor already' })
        const { login } = await accountAnswer(ctx)
        const begun = await beginFactor(ctx.db, box, { accountId, label: login, now: ctx.clock.now() })
        return { status: 201, body: { ...begun, qr: renderSVG(begun.address, { border: 2 }) } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/account/factor/confirm', guard: 'signed_in', is_personal: true, holds_secret: true, tag, summary: 'Show that the authenticator has the key; answers the recovery codes, once',
      body: z.strictObject({ code: z.string().max(20) }),
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        const accountId = await accountOfUser(ctx, ctx.actor.id)
        const codes = await transaction(ctx, async (ctx) => {
          if (!(await confirmFactor(ctx.db, box, { accountId, code: body.code, now: ctx.clock.now() }))) {
            throw invalid([issue('code', 'wrong_code', '验证码不正确，请看验证器里现在的数字', 'The code is not right; enter the digits the authenticator shows now')])
          }
          await recordAccountEvent(ctx, { verb: 'factor_added', userId: ctx.actor.id, visitor: visitorOf(raw) })
          return makeRecoveryCodes(ctx.db, accountId)
        })
        sessions.forget()
        return { body: { recovery_codes: codes } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/account/factor/recovery-codes', guard: 'signed_in', is_personal: true, holds_secret: true, tag, summary: 'Ten new recovery codes; the old ones end',
      body: z.strictObject({ password }),
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        const accountId = await ownAccount(ctx, body.password, raw)
        if (!(await factorState(ctx.db, accountId))) throw noFactor()
        const codes = await transaction(ctx, async (ctx) => {
          await recordAccountEvent(ctx, { verb: 'recovery_codes_made', userId: ctx.actor.id, visitor: visitorOf(raw) })
          return makeRecoveryCodes(ctx.db, accountId)
        })
        return { body: { recovery_codes: codes } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/account/factor/remove', guard: 'signed_in', is_personal: true, tag, summary: 'Do without the second factor, where the company allows it',
      body: z.strictObject({ password }),
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        const accountId = await ownAccount(ctx, body.password, raw)
        if (!(await factorState(ctx.db, accountId))) throw noFactor()
        if (await demandsFactor(ctx.db, ctx.actor.id)) throw conflict('factor-needed', { zh: '贵公司要求使用两步验证', en: 'Your company demands a second factor' })
        await transaction(ctx, async (ctx) => {
          await removeFactor(ctx.db, accountId)
          await recordAccountEvent(ctx, { verb: 'factor_removed', userId: ctx.actor.id, visitor: visitorOf(raw) })
        })
        return { status: 204 }
      },
    }),
  ]
}

async function accountAnswer(ctx: Context) {
  const accountId = await accountOfUser(ctx, ctx.actor.id)
  const [account] = await ctx.db.rows<{ login: string; has_password: boolean }>(
    sql`select coalesce(a.email, a.user_name, '') as login, a.password_hash is not null as has_password from accounts a where a.id = ${accountId}::uuid`,
  )
  return {
    login: account?.login ?? '',
    has_password: account?.has_password ?? false,
    is_password_off: await isPasswordOff(ctx.db, ctx.actor.id),
    factor: await factorState(ctx.db, accountId),
    demands_factor: await demandsFactor(ctx.db, ctx.actor.id),
  }
}

/**
 * The account of the caller, who shows with the password to be that person. Wrong ones count like those at the door.
 * @throws Problem 422, 429.
 */
async function ownAccount(ctx: Context, given: string, raw: unknown): Promise<string> {
  const accountId = await accountOfUser(ctx, ctx.actor.id)
  const subjects = await subjectsOf(ctx.db, { accountId, login: '', visitor: visitorOf(raw) })
  await countAttempt(ctx.db, subjects, ctx.clock.now())
  if (!(await isOwnPassword(ctx, accountId, given))) throw invalid([issue('current', 'wrong_password', '当前密码不正确', 'The current password is not right')])
  await forgetAttempt(ctx.db, subjects, { isOver: true })
  return accountId
}

function noFactor() {
  return conflict('no-factor', { zh: '还没有开启两步验证', en: 'There is no second factor' })
}
