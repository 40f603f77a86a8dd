/** Signing in and out. */
import { z } from 'zod'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { sql } from '../../platform/db/sql.ts'
import { invalid, issue, notSignedIn, Problem } from '../../platform/problems.ts'
import { mayAll } from '../../kernel/access/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { Runtime } from '../../kernel/runtime.ts'
import { accountOfUser, findMembership, isOwnPassword, setPassword } from './accounts.ts'
import { cookieNameFor, type Sessions } from './sessions.ts'

export function sessionRoutes(sessions: Sessions, runtime: Runtime): Route<Context>[] {
  const attempts = new Attempts()
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/session', guard: 'public', tag: 'Session', summary: 'Sign in',
      body: z.strictObject({ login: z.string().min(1).max(254), password: z.string().min(1).max(200), code: z.string().max(20).optional() }),
      handle: async (ctx: Context, { body, headers, raw }) => {
        const address = addressOf(raw)
        attempts.refuseTooMany(address, ctx.clock.now())
        const membership = await findMembership(ctx, body.login, body.password)
        if (!membership) {
          attempts.note(address, ctx.clock.now())
          throw new Problem({ status: 401, code: 'wrong-credentials', title: { zh: '用户名或密码不正确', en: 'The name or the password is not right' } })
        }
        const { token, expires } = await sessions.open({ ...membership, now: ctx.clock.now(), address, program: headerText(headers['user-agent']) })
        const identity = await sessions.identify(token, ctx.clock.now())
        if (!identity) throw notSignedIn()
        return { status: 201, headers: { 'set-cookie': cookieText(token, expires, isSecure(raw)) }, body: await sessionAnswer(await runtime.contextFor({ ...identity, language: ctx.language, origin: ctx.origin })) }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/session', guard: 'signed_in', tag: 'Session', summary: 'Who is signed in',
      handle: async (ctx: Context) => ({ body: await sessionAnswer(ctx) }),
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/session', guard: 'signed_in', tag: 'Session', summary: 'Sign out',
      handle: async (_ctx: Context, { raw }): Promise<Answer> => {
        await sessions.close(tokenOf(raw) ?? '')
        return { status: 204, headers: { 'set-cookie': cookieText('', new Date(0), isSecure(raw)) } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/session/password', guard: 'signed_in', tag: 'Session', summary: 'Change the own password; other sessions end',
      body: z.strictObject({ current: z.string().max(200), password: z.string() }),
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        const accountId = await accountOfUser(ctx, ctx.actor.id)
        if (!(await isOwnPassword(ctx, accountId, body.current))) {
          throw invalid([issue('current', 'wrong_password', '当前密码不正确', 'The current password is not right')])
        }
        await setPassword(ctx, accountId, body.password)
        await sessions.closeAll(accountId, { butToken: tokenOf(raw) ?? '' })
        return { status: 204 }
      },
    }),
  ]
}

async function sessionAnswer(ctx: Context): Promise<object> {
  const { actor, workspace } = ctx
  return {
    person: { id: actor.id, name: actor.name, ...(await detailsOf(ctx, actor.id)) },
    workspace: { id: workspace.id, name: workspace.name, time_zone: workspace.timeZone, currency: workspace.currency },
    abilities: { is_administrator: mayAll(actor, 'role', 'change'), reads_audit: mayAll(actor, 'audit', 'see') },
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

const window = 60_000
const mostFailures = 20

/** Failed attempts by address: enough for a forgetful person, too few for a guesser. */
class Attempts {
  readonly #failures = new Map<string, number[]>()

  refuseTooMany(address: string, now: Date): void {
    const recent = this.#recent(address, now)
    if (recent.length < mostFailures) return
    throw new Problem({
      status: 429,
      code: 'too-many-requests',
      title: { zh: '尝试次数过多，请一分钟后再试', en: 'Too many attempts; try again in a minute' },
      headers: { 'retry-after': '60' },
    })
  }

  note(address: string, now: Date): void {
    if (this.#failures.size > 10_000) this.#failures.clear()
    this.#failures.set(address, [...this.#recent(address, now), now.getTime()])
  }

  #recent(address: string, now: Date): number[] {
    return (this.#failures.get(address) ?? []).filter((at) => now.getTime() - at < window)
  }
}

function cookieText(token: string, expires: Date, isSecureRequest: boolean): string {
  return `${cookieNameFor(isSecureRequest)}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires.toUTCString()}${isSecureRequest ? '; Secure' : ''}`
}

interface RawRequest {
  ip?: unknown
  protocol?: unknown
  cookies?: Record<string, string | undefined>
}

/** The framework's request, of which only the address, the protocol and the cookies are looked at. */
function rawRequest(raw: unknown): RawRequest {
  return typeof raw === 'object' && raw !== null ? raw : {}
}

function addressOf(raw: unknown): string {
  const { ip } = rawRequest(raw)
  return typeof ip === 'string' ? ip : 'unknown'
}

function isSecure(raw: unknown): boolean {
  return rawRequest(raw).protocol === 'https'
}

export function tokenOf(raw: unknown): string | null {
  return rawRequest(raw).cookies?.[cookieNameFor(isSecure(raw))] ?? null
}

function headerText(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null
}
