/** Where one is signed in, and what happened to the account: for oneself, and for administrators of everybody. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { programOf } from '../../../platform/http/program.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { forbidden, notFound } from '../../../platform/problems.ts'
import { idOf } from '../../../kernel/api/record-routes.ts'
import type { Context } from '../../../kernel/context.ts'
import { accountHistory, recordAccountEvent } from './account-events.ts'
import type { Door } from './door.ts'
import { isAdministrator } from './sessions.ts'
import { tokenOf, visitorOf } from './visitor.ts'

const tag = 'Account'

export function sessionsRoutes({ sessions }: Door): Route<Context>[] {
  const currentId = async (ctx: Context, raw: unknown) => (await sessions.identify(tokenOf(raw) ?? '', ctx.clock.now()))?.sessionId ?? null
  return [
    defineRoute({
      method: 'GET', path: '/api/v1/sessions', guard: 'signed_in', is_personal: true, tag, summary: 'Where one is signed in; for administrators with user=… where somebody is',
      query: z.strictObject({ user: z.uuid().optional() }),
      handle: async (ctx: Context, { query, raw }) => ({ body: { data: await listSessions(ctx, { userId: ownOrAny(ctx, query.user), currentId: await currentId(ctx, raw) }) } }),
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/sessions/:id', guard: 'signed_in', is_personal: true, tag, summary: 'End one session',
      handle: async (ctx: Context, { params, raw }): Promise<Answer> => {
        const own = isAdministrator(ctx.actor) ? sql.empty : sql`and s.user_id = ${ctx.actor.id}::uuid`
        await endSessions(ctx, raw, sql`s.id = ${idOf(params)}::uuid ${own}`, { isRequired: true })
        sessions.forget()
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/sessions', guard: 'signed_in', is_personal: true, tag, summary: 'End every session but this one; for administrators with user=… all of somebody',
      query: z.strictObject({ user: z.uuid().optional() }),
      handle: async (ctx: Context, { query, raw }): Promise<Answer> => {
        const current = await currentId(ctx, raw)
        await endSessions(ctx, raw, sql`s.user_id = ${ownOrAny(ctx, query.user)}::uuid and s.id is distinct from ${current}::uuid`, { isRequired: false })
        sessions.forget()
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/account/history', guard: 'signed_in', is_personal: true, tag, summary: 'Sign-ins and changes of the account, newest first; for administrators with user=… or of=everybody',
      query: z.strictObject({ user: z.uuid().optional(), of: z.enum(['me', 'everybody']).default('me'), before: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
      handle: async (ctx: Context, { query }) => {
        if (query.of === 'everybody' && !isAdministrator(ctx.actor)) throw forbidden()
        const userId = query.of === 'everybody' ? null : ownOrAny(ctx, query.user)
        const data = await accountHistory(ctx, { userId, before: query.before, limit: query.limit })
        return { body: { data, next: data.length === query.limit ? (data.at(-1)?.id ?? null) : null } }
      },
    }),
  ]
}

function ownOrAny(ctx: Context, userId: string | undefined): string {
  if (userId !== undefined && userId !== ctx.actor.id && !isAdministrator(ctx.actor)) throw forbidden()
  return userId ?? ctx.actor.id
}

async function listSessions(ctx: Context, options: { userId: string; currentId: string | null }): Promise<object[]> {
  const rows = await ctx.db.rows<{ program: string | null }>(
    sql`select s.id, s.method, s.address, s.program, s.created_at, s.last_used_at, s.expires_at, coalesce(s.id = ${options.currentId}::uuid, false) as is_current from sessions s
      where s.workspace_id = ${sql.workspace} and s.user_id = ${options.userId}::uuid and s.expires_at > ${ctx.clock.now()}
      order by s.last_used_at desc nulls last`,
  )
  return rows.map((row) => ({ ...row, program: programOf(row.program ?? undefined) }))
}

async function endSessions(ctx: Context, raw: unknown, which: ReturnType<typeof sql>, options: { isRequired: boolean }): Promise<void> {
  const ended = await ctx.db.rows<{ user_id: string; address: string | null; program: string | null }>(
    sql`delete from sessions s where s.workspace_id = ${sql.workspace} and ${which} returning s.user_id, s.address, s.program`,
  )
  if (options.isRequired && ended.length === 0) throw notFound()
  for (const session of ended) {
    await recordAccountEvent(ctx, { verb: 'session_ended', userId: session.user_id, visitor: visitorOf(raw), details: { where: session.address ?? '', with: programOf(session.program ?? undefined) ?? '' } })
  }
}
