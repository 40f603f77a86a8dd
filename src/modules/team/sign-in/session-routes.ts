/** Signing in and out, and who is signed in. */
import { z } from 'zod'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import { accountOfUser, membershipsOf } from '../accounts.ts'
import { recordAccountEvent } from './account-events.ts'
import { letIn, withCookies, type Door } from './door.ts'
import { enterByPassword } from './enter.ts'
import { demandsFactor } from './rules.ts'
import { isAdministrator } from './sessions.ts'
import { endedSessionCookie, tokenOf, visitorOf } from './visitor.ts'

const tag = 'Session'

export function sessionRoutes(door: Door): Route<Context>[] {
  const { sessions } = door
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/session', guard: 'public', tag, summary: 'Sign in',
      body: z.strictObject({ login: z.string().min(1).max(254), password: z.string().min(1).max(200), code: z.string().max(20).optional() }),
      handle: async (ctx: Context, { body, raw }) => {
        const visitor = visitorOf(raw)
        const membership = await enterByPassword(door, ctx, body, visitor)
        const entered = await letIn(door, membership, { method: 'password', visitor, language: ctx.language })
        return withCookies(entered.cookies, { status: 201, body: await sessionAnswer(entered.ctx) })
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/session', guard: 'signed_in', tag, summary: 'Who is signed in',
      handle: async (ctx: Context) => ({ body: await sessionAnswer(ctx) }),
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/session', guard: 'signed_in', tag, summary: 'Sign out',
      handle: async (ctx: Context, { raw }): Promise<Answer> => {
        const token = tokenOf(raw)
        const session = token ? await sessions.identify(token, ctx.clock.now()) : null
        if (token && session) {
          await sessions.close(token)
          await recordAccountEvent(ctx, { verb: 'signed_out', userId: session.userId, visitor: visitorOf(raw) })
        }
        return { status: 204, headers: { 'set-cookie': endedSessionCookie(visitorOf(raw).isSecure) } }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/workspaces', guard: 'signed_in', is_personal: true, tag, summary: 'The companies one works in',
      handle: async (ctx: Context) => ({ body: { data: await companiesOf(ctx) } }),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/session/workspace', guard: 'signed_in', is_personal: true, holds_secret: true, tag, summary: 'Go on in another company',
      body: z.strictObject({ workspace: z.uuid() }),
      handle: async (ctx: Context, { body, raw }) => {
        const token = tokenOf(raw) ?? ''
        const session = await sessions.identify(token, ctx.clock.now())
        // One company's provider must not open the door of another.
        if (session?.method === 'sso') throw conflict('sign-in-there', { zh: '通过单点登录的会话不能切换公司，请在那里重新登录', en: 'A session of single sign-on stays in its company; sign in there anew' })
        const accountId = await accountOfUser(ctx, ctx.actor.id)
        const membership = (await membershipsOf(ctx, accountId)).find(({ workspaceId }) => workspaceId === body.workspace)
        if (!membership) throw notFound()
        const visitor = visitorOf(raw)
        const entered = await letIn(door, membership, { method: 'password', visitor, language: ctx.language })
        await sessions.close(token)
        await recordAccountEvent(ctx, { verb: 'signed_out', userId: ctx.actor.id, visitor, details: { to: membership.workspaceId } })
        return withCookies(entered.cookies, { body: await sessionAnswer(entered.ctx) })
      },
    }),
  ]
}

async function companiesOf(ctx: Context): Promise<object[]> {
  const memberships = await membershipsOf(ctx, await accountOfUser(ctx, ctx.actor.id))
  const ids = memberships.map(({ workspaceId }) => workspaceId)
  return ctx.db.rows<object>(
    sql`select w.id, w.name, w.id = ${ctx.workspace.id}::uuid as is_current from workspaces w where w.id = any(${ids}::uuid[]) order by w.name`,
  )
}

/** The person, the company, and how far the session reaches. */
export async function sessionAnswer(ctx: Context): Promise<object> {
  const { actor, workspace } = ctx
  return {
    person: { id: actor.id, name: actor.name, ...(await detailsOf(ctx, actor.id)) },
    workspace: { id: workspace.id, name: workspace.name, time_zone: workspace.timeZone, currency: workspace.currency },
    abilities: { is_administrator: isAdministrator(actor), reads_audit: mayAll(actor, 'audit', 'see') },
    substitutes_for: actor.substitutesFor,
    looking_as: actor.via?.kind === 'look_as' ? { by: { id: actor.via.id, name: actor.via.name } } : null,
    needs_factor: actor.via?.kind === 'unfinished' && (await demandsFactor(ctx.db, actor.id)),
  }
}

async function detailsOf(ctx: Context, userId: string): Promise<object> {
  const [row] = await ctx.db.rows<object>(sql`
    select coalesce(u.email, u.user_name) as login, u.title,
      (select json_build_object('id', d.id, 'name', d.name) from departments d where d.workspace_id = ${sql.workspace} and d.id = u.department_id) as department,
      (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'key', r.key)), '[]'::json) from roles r
        where r.workspace_id = ${sql.workspace} and r.id = any(u.role_ids)) as roles
    from users u where u.workspace_id = ${sql.workspace} and u.id = ${userId}::uuid`)
  return row ?? {}
}
