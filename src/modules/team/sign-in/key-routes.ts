/** Keys for programs: list, make, revoke. */
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { idOf } from '../../../kernel/api/record-routes.ts'
import { forbidden, invalid, issue, notFound } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { recordAccountEvent } from './account-events.ts'
import { listKeys, makeKey, revokeKey, type KeyIdentity } from './api-keys.ts'
import type { Memory } from './memory.ts'
import { scopePattern } from './scopes.ts'
import { isAdministrator } from './sessions.ts'
import { visitorOf } from './visitor.ts'

const keyBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.string().max(80)).min(1).max(50),
  /** Null: until it is revoked. */
  expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
})

const tag = 'API keys'

export function keyRoutes(keys: Memory<KeyIdentity | null>): Route<Context>[] {
  return [
    defineRoute({
      method: 'GET', path: '/api/v1/api-keys', guard: 'signed_in', is_personal: true, tag, summary: 'Own keys; for administrators with of=everybody those of all',
      query: z.strictObject({ of: z.enum(['me', 'everybody']).default('me') }),
      handle: async (ctx: Context, { query }) => {
        if (query.of === 'everybody' && !isAdministrator(ctx.actor)) throw forbidden()
        return { body: { data: await listKeys(ctx.db, { userId: query.of === 'me' ? ctx.actor.id : null, now: ctx.clock.now() }) } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/api-keys', guard: 'signed_in', is_personal: true, holds_secret: true, tag, summary: 'Make a key; it is shown only in this answer', body: keyBody,
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        const expiresAt = body.expires_at === null ? null : new Date(body.expires_at)
        refuseSenseless(ctx, body.scopes, expiresAt)
        const made = await transaction(ctx, async (ctx) => {
          const made = await makeKey(ctx, { name: body.name, scopes: [...new Set(body.scopes)], expiresAt })
          await recordAccountEvent(ctx, { verb: 'key_made', userId: ctx.actor.id, visitor: visitorOf(raw), details: { key: body.name, scopes: body.scopes.join(' ') } })
          return made
        })
        return { status: 201, body: made }
      },
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/api-keys/:id', guard: 'signed_in', is_personal: true, tag, summary: 'Revoke a key',
      handle: async (ctx: Context, { params, raw }): Promise<Answer> => {
        const id = idOf(params)
        await transaction(ctx, async (ctx) => {
          const key = await revokeKey(ctx, id, { userId: isAdministrator(ctx.actor) ? null : ctx.actor.id })
          if (!key) throw notFound()
          await recordAccountEvent(ctx, { verb: 'key_revoked', userId: key.user_id, visitor: visitorOf(raw), details: { key: key.name } })
        })
        keys.forget()
        return { status: 204 }
      },
    }),
  ]
}

/** @throws Problem 422 for scopes that name nothing, `scim` for somebody who may not keep people, and an end that is past. */
function refuseSenseless(ctx: Context, scopes: string[], expiresAt: Date | null): void {
  const wrong = scopes.flatMap((scope, index) => {
    const object = scope.split(':')[1]
    const isKnown = scopePattern.test(scope) && (object === undefined || ctx.objects.has(object))
    if (!isKnown) return [issue(`scopes[${index}]`, 'unknown_scope', `没有这个权限范围：${scope}`, `There is no scope ${scope}`)]
    if (scope === 'scim' && !isAdministrator(ctx.actor)) return [issue(`scopes[${index}]`, 'not_allowed', '只有管理员可以创建 scim 密钥', 'Only administrators make keys for scim')]
    return []
  })
  const isPast = expiresAt !== null && expiresAt <= ctx.clock.now()
  if (isPast) wrong.push(issue('expires_at', 'past', '到期时间已过', 'The end is past'))
  if (wrong.length > 0) throw invalid(wrong)
}
