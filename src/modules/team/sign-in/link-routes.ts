/** Invitations, forgotten passwords, and what else an administrator does for somebody who cannot get in. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { conflict, forbidden, notFound } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { idOf } from '../../../kernel/api/record-routes.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { accountOfUser, isSharedAccount, membershipsOf, setPassword } from '../accounts.ts'
import { recordAccountEvent } from './account-events.ts'
import { linkOf, makeLink, takeLink } from './account-links.ts'
import type { Door } from './door.ts'
import { factorState, removeFactor } from './factor.ts'
import { countAttempt } from './lockout.ts'
import { queueInvitationMail, queueResetMail } from './mails.ts'
import { visitorOf } from './visitor.ts'

const tag = 'Session'
const token = z.string().max(100)
/** Mails that may be asked for in an hour before it takes longer. */
const freeMails = { login: 3, address: 20 }

export function linkRoutes(door: Door): Route<Context>[] {
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/session/reset', guard: 'public', tag, summary: 'A mail to set a new password; the answer is the same whether somebody has the name or not',
      body: z.strictObject({ login: z.string().trim().min(1).max(254) }),
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        if (!door.hasMail) throw conflict('no-mail', { zh: '本系统没有设置邮件，请联系管理员重设密码', en: 'This installation sends no mail; ask your administrator for a new password' })
        const name = createHash('sha256').update(body.login.toLowerCase()).digest('base64url')
        const subjects = [{ name: `reset:${name}`, free: freeMails.login }, { name: `reset-from:${visitorOf(raw).address}`, free: freeMails.address }]
        await countAttempt(ctx.db, subjects, ctx.clock.now())
        await queueResetMail(ctx.db, { login: body.login, language: ctx.language })
        return { status: 202, body: { sent: true } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/session/link', guard: 'public', tag, summary: 'Whose link it is', is_query: true,
      body: z.strictObject({ token }),
      handle: async (ctx: Context, { body }) => {
        const link = await linkOf(ctx.db, body.token, ctx.clock.now())
        if (!link) throw deadLink()
        return { body: { login: link.login, purpose: link.purpose } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/session/new-password', guard: 'public', tag, summary: 'Choose a password by a link; ends every session',
      body: z.strictObject({ token, password: z.string() }),
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        const accountId = await transaction(ctx, async (ctx) => {
          const link = await takeLink(ctx.db, body.token, ctx.clock.now())
          if (!link) throw deadLink()
          await setPassword(ctx, link.accountId, body.password)
          return link.accountId
        })
        await door.sessions.closeAll(accountId)
        for (const { workspaceId, userId } of await membershipsOf(ctx, accountId)) {
          const system = await door.runtime.systemContext(workspaceId, 'sign-in')
          await recordAccountEvent(system, { verb: 'password_reset', userId, visitor: visitorOf(raw) })
        }
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/users/:id/invite', guard: 'signed_in', is_personal: true, holds_secret: true, tag, summary: 'A link to choose a password: by mail, or in the answer where there is no mail',
      handle: async (ctx: Context, { params, raw }): Promise<Answer> => {
        const person = await personToHelp(ctx, idOf(params))
        await recordAccountEvent(ctx, { verb: 'invited', userId: person.id, visitor: visitorOf(raw) })
        if (door.hasMail && person.email) {
          await queueInvitationMail(ctx.db, { account: person.accountId, workspace: ctx.workspace.name, by: ctx.actor.name, language: ctx.language })
          return { status: 202, body: { sent_to: person.email } }
        }
        const { path, expires } = await makeLink(ctx.db, { accountId: person.accountId, purpose: 'invitation', now: ctx.clock.now() })
        return { status: 201, body: { link: `${door.publicUrl ?? ''}${path}`, expires_at: expires.toISOString() } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/users/:id/reset-factor', guard: 'signed_in', is_personal: true, tag, summary: 'Take the second factor of somebody who lost it; ends that person’s sessions',
      handle: async (ctx: Context, { params, raw }): Promise<Answer> => {
        const person = await personToHelp(ctx, idOf(params))
        if (!(await factorState(ctx.db, person.accountId))) throw conflict('no-factor', { zh: '此人没有开启两步验证', en: 'This person has no second factor' })
        await transaction(ctx, async (ctx) => {
          await removeFactor(ctx.db, person.accountId)
          await recordAccountEvent(ctx, { verb: 'factor_removed', userId: person.id, visitor: visitorOf(raw) })
        })
        await door.sessions.closeAll(person.accountId)
        return { status: 204 }
      },
    }),
  ]
}

/** @throws Problem 403 for whoever may not, 404, 409 for somebody who also works in another company. */
async function personToHelp(ctx: Context, id: string): Promise<{ id: string; accountId: string; email: string | null }> {
  if (!mayAll(ctx.actor, 'user', 'change')) throw forbidden()
  // Only people within reach: the account of an administrator would be an administrator's rights.
  await transaction(ctx, (ctx) => lockRecord(ctx, objectOf(ctx, 'user'), id, 'change'))
  const [person] = await ctx.db.rows<{ email: string | null }>(
    sql`select u.email from users u where u.workspace_id = ${sql.workspace} and u.id = ${id}::uuid and u.is_active and u.deleted_at is null`,
  )
  if (!person) throw notFound()
  const accountId = await accountOfUser(ctx, id)
  if (await isSharedAccount(ctx, accountId)) {
    throw conflict('shared-account', { zh: '此账号也在其他公司使用，只能由本人修改', en: 'This account is used in another company, too: only its owner can change it' })
  }
  return { id, accountId, email: person.email }
}

function deadLink() {
  return conflict('dead-link', { zh: '链接已失效：用过、过期，或有更新的链接', en: 'This link no longer works: it was used, is too old, or there is a newer one' })
}
