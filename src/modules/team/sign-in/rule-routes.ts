/** What the company demands of signing in, for administrators; and who stands in for whom, for everybody. */
import { z } from 'zod'
import { newId } from '../../../platform/ids.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { forbidden, invalid, issue, notFound } from '../../../platform/problems.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { idOf } from '../../../kernel/api/record-routes.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { recordAccountEvent } from './account-events.ts'
import type { Door } from './door.ts'
import { signInRules, writeSignInRules } from './rules.ts'
import { isAdministrator } from './sessions.ts'
import { visitorOf } from './visitor.ts'

const rulesBody = z.strictObject({
  second_factor: z.enum(['optional', 'roles', 'everybody']).optional(),
  second_factor_roles: z.array(z.uuid()).max(100).optional(),
  is_password_off_with_sso: z.boolean().optional(),
})

const substituteBody = z.strictObject({ substitute: z.uuid(), from: z.iso.date(), to: z.iso.date() })

export function ruleRoutes({ sessions }: Door): Route<Context>[] {
  return [
    defineRoute({
      method: 'GET', path: '/api/v1/sign-in-rules', guard: 'signed_in', tag: 'Sign-in rules', summary: 'What the company demands of signing in',
      handle: async (ctx: Context) => {
        if (!isAdministrator(ctx.actor)) throw forbidden()
        return { body: await signInRules(ctx.db) }
      },
    }),
    defineRoute({
      method: 'PATCH', path: '/api/v1/sign-in-rules', guard: 'signed_in', is_personal: true, tag: 'Sign-in rules', summary: 'Change it; in force at once', body: rulesBody,
      handle: async (ctx: Context, { body, raw }) => {
        if (!isAdministrator(ctx.actor)) throw forbidden()
        const rules = { ...(await signInRules(ctx.db)), ...body }
        await refuseUnknownRoles(ctx, rules.second_factor_roles)
        await transaction(ctx, async (ctx) => {
          await writeSignInRules(ctx.db, rules)
          const details = { second_factor: rules.second_factor, password_off_with_sso: String(rules.is_password_off_with_sso) }
          await recordAccountEvent(ctx, { verb: 'rules_changed', userId: ctx.actor.id, visitor: visitorOf(raw), details })
        })
        sessions.forget()
        return { body: rules }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/substitutes', guard: 'signed_in', is_personal: true, tag: 'Substitutes', summary: 'Who stands in for oneself, now and later',
      handle: async (ctx: Context) => ({
        body: {
          data: await ctx.db.rows<object>(
            sql`select s.id, json_build_object('id', u.id, 'name', u.name) as substitute, s.from_day as "from", s.to_day as "to" from substitutes s
              join users u on u.workspace_id = ${sql.workspace} and u.id = s.substitute_id
              where s.workspace_id = ${sql.workspace} and s.user_id = ${ctx.actor.id}::uuid and s.to_day >= ${today(ctx)}::date order by s.from_day, s.id`,
          ),
        },
      }),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/substitutes', guard: 'signed_in', is_personal: true, tag: 'Substitutes', summary: 'Name somebody who stands in while one is away', body: substituteBody,
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        await refuseWrongSubstitute(ctx, body)
        const id = newId()
        await transaction(ctx, async (ctx) => {
          await ctx.db.rows(
            sql`insert into substitutes (workspace_id, id, user_id, substitute_id, from_day, to_day, created_at)
              values (${sql.workspace}, ${id}, ${ctx.actor.id}, ${body.substitute}, ${body.from}, ${body.to}, ${ctx.clock.now()})`,
          )
          await recordAccountEvent(ctx, { verb: 'substitute_named', userId: ctx.actor.id, visitor: visitorOf(raw), details: { substitute: body.substitute, from: body.from, to: body.to } })
          announceAfterCommit(ctx, objectOf(ctx, 'user'))
        })
        return { status: 201, body: { id } }
      },
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/substitutes/:id', guard: 'signed_in', is_personal: true, tag: 'Substitutes', summary: 'Nobody stands in any more',
      handle: async (ctx: Context, { params, raw }): Promise<Answer> => {
        const id = idOf(params)
        await transaction(ctx, async (ctx) => {
          const [ended] = await ctx.db.rows<{ substitute_id: string }>(
            sql`delete from substitutes s where s.workspace_id = ${sql.workspace} and s.id = ${id}::uuid and s.user_id = ${ctx.actor.id}::uuid returning s.substitute_id`,
          )
          if (!ended) throw notFound()
          await recordAccountEvent(ctx, { verb: 'substitute_ended', userId: ctx.actor.id, visitor: visitorOf(raw), details: { substitute: ended.substitute_id } })
          announceAfterCommit(ctx, objectOf(ctx, 'user'))
        })
        return { status: 204 }
      },
    }),
  ]
}

async function refuseUnknownRoles(ctx: Context, ids: readonly string[]): Promise<void> {
  const known = await ctx.db.rows(sql`select 1 from roles r where r.workspace_id = ${sql.workspace} and r.id = any(${ids}::uuid[]) and r.deleted_at is null`)
  if (known.length < new Set(ids).size) throw invalid([issue('second_factor_roles', 'not_found', '没有这个角色', 'There is no such role')])
}

async function refuseWrongSubstitute(ctx: Context, input: z.infer<typeof substituteBody>): Promise<void> {
  const colleagues = await ctx.db.rows(
    sql`select 1 from users u where u.workspace_id = ${sql.workspace} and u.id = ${input.substitute}::uuid and u.is_active and u.deleted_at is null`,
  )
  const wrong = [
    ...(colleagues.length === 0 ? [issue('substitute', 'not_found', '没有这位同事', 'There is no such colleague')] : []),
    ...(input.substitute === ctx.actor.id ? [issue('substitute', 'is_oneself', '不能由自己代理自己', 'Nobody stands in for oneself')] : []),
    ...(input.to < input.from ? [issue('to', 'before_begin', '结束日期早于开始日期', 'The end is before the beginning')] : []),
    ...(input.to < today(ctx) ? [issue('to', 'past', '结束日期已过', 'The end is past')] : []),
  ]
  if (wrong.length > 0) throw invalid(wrong)
}

function today(ctx: Context): string {
  return dayOf(ctx.clock.now(), ctx.workspace.timeZone)
}
