/** The page of single sign-on, for administrators. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { forbidden, invalid, issue, notFound, type Issue } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { idOf } from '../../../kernel/api/record-routes.ts'
import type { Context } from '../../../kernel/context.ts'
import { recordAccountEvent } from './account-events.ts'
import type { Door } from './door.ts'
import { configurationOf, isAllowedIssuer } from './open-id.ts'
import { listProviders, providerOf, removeProvider, secretOf, secretSetting, writeProvider, type StoredProvider } from './providers.ts'
import { isAdministrator } from './sessions.ts'
import { callbackPath } from './sso-routes.ts'
import { visitorOf } from './visitor.ts'

const name = z.string().trim().min(1)
const fields = {
  name: name.max(60),
  issuer: name.max(300),
  client_id: name.max(300),
  /** Only ever written. */
  client_secret: z.string().max(500).nullable(),
  client_secret_setting: z.string().max(80).nullable(),
  is_active: z.boolean(),
  creates_people: z.boolean(),
  default_role: z.uuid().nullable(),
}
const newProvider = z.strictObject({
  ...fields,
  client_secret: fields.client_secret.default(null),
  client_secret_setting: fields.client_secret_setting.default(null),
  is_active: fields.is_active.default(true),
  creates_people: fields.creates_people.default(false),
  default_role: fields.default_role.default(null),
})
const changedProvider = z.strictObject(fields).partial()

const tag = 'Single sign-on'

export function providerRoutes(door: Door): Route<Context>[] {
  const write = async (ctx: Context, raw: unknown, provider: Omit<StoredProvider, 'updated_at'> & { id: string }, isNew: boolean) => {
    await refuseWrong(ctx, door, provider)
    const id = await transaction(ctx, async (ctx) => {
      const id = await writeProvider(ctx.db, { ...provider, id: isNew ? null : provider.id }, ctx.clock.now())
      await recordAccountEvent(ctx, { verb: 'provider_changed', userId: ctx.actor.id, visitor: visitorOf(raw), details: { provider: provider.name, issuer: provider.issuer } })
      return id
    })
    return (await listProviders(ctx.db)).find((found) => found.id === id)
  }
  return [
    defineRoute({
      method: 'GET', path: '/api/v1/identity-providers', guard: 'signed_in', is_personal: true, tag, summary: 'The providers of the company, and the address they send people back to',
      handle: async (ctx: Context) => {
        refuseOthers(ctx)
        return { body: { data: await listProviders(ctx.db), redirect_path: callbackPath, workspace: ctx.workspace.id } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/identity-providers', guard: 'signed_in', is_personal: true, holds_secret: true, tag, summary: 'Add a provider; it is asked at once whether it is one', body: newProvider,
      handle: async (ctx: Context, { body, raw }): Promise<Answer> => {
        refuseOthers(ctx)
        const sealed = body.client_secret === null ? null : door.box.seal(body.client_secret)
        return { status: 201, body: await write(ctx, raw, { ...body, id: 'new', client_secret: sealed }, true) }
      },
    }),
    defineRoute({
      method: 'PATCH', path: '/api/v1/identity-providers/:id', guard: 'signed_in', is_personal: true, tag, summary: 'Change a provider', body: changedProvider,
      handle: async (ctx: Context, { params, body, raw }): Promise<Answer> => {
        refuseOthers(ctx)
        const before = await providerOf(ctx.db, idOf(params))
        if (!before) throw notFound()
        const { client_secret, ...rest } = body
        // A secret goes only where it was given for: another issuer needs it anew.
        const isElsewhere = rest.issuer !== undefined && rest.issuer !== before.issuer
        const kept = isElsewhere ? null : before.client_secret
        const sealed = client_secret === undefined ? kept : client_secret === null ? null : door.box.seal(client_secret)
        return { body: await write(ctx, raw, { ...before, ...rest, client_secret: sealed }, false) }
      },
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/identity-providers/:id', guard: 'signed_in', is_personal: true, tag, summary: 'Remove a provider with its links to people',
      handle: async (ctx: Context, { params, raw }): Promise<Answer> => {
        refuseOthers(ctx)
        await transaction(ctx, async (ctx) => {
          if (!(await removeProvider(ctx.db, idOf(params)))) throw notFound()
          await recordAccountEvent(ctx, { verb: 'provider_changed', userId: ctx.actor.id, visitor: visitorOf(raw), details: { removed: idOf(params) } })
        })
        return { status: 204 }
      },
    }),
  ]
}

function refuseOthers(ctx: Context): void {
  if (!isAdministrator(ctx.actor)) throw forbidden()
}

/** @throws Problem 422 naming everything that is wrong; whether there is a provider at the address is asked last. */
async function refuseWrong(ctx: Context, door: Door, provider: Omit<StoredProvider, 'updated_at'>): Promise<void> {
  const wrong: Issue[] = []
  if (!isAllowedIssuer(provider.issuer)) wrong.push(issue('issuer', 'invalid_issuer', '应为 https 地址', 'An address beginning with https is expected here'))
  const setting = provider.client_secret_setting
  if (setting !== null && !secretSetting.test(setting)) {
    wrong.push(issue('client_secret_setting', 'invalid_setting', '设置名应以 GUANXI_SSO_ 开头', 'The name of the setting begins with GUANXI_SSO_'))
  }
  if (provider.default_role) {
    const found = await ctx.db.rows(sql`select 1 from roles r where r.workspace_id = ${sql.workspace} and r.id = ${provider.default_role}::uuid and r.deleted_at is null`)
    if (found.length === 0) wrong.push(issue('default_role', 'not_found', '没有这个角色', 'There is no such role'))
  }
  if (wrong.length > 0) throw invalid(wrong)
  const draft = { ...provider, updated_at: ctx.clock.now() }
  if (setting !== null && secretOf({ ...draft, client_secret: null }, door.box) === null) {
    throw invalid([issue('client_secret_setting', 'no_such_setting', '服务器没有这个设置', 'The server has no such setting')])
  }
  try {
    await configurationOf({ ...draft, id: `draft ${ctx.requestId}` }, door)
  } catch (error) {
    ctx.log.info({ err: error, issuer: provider.issuer }, 'a provider of single sign-on could not be asked')
    throw invalid([issue('issuer', 'unreachable', '这个地址没有回应，或不是 OpenID Connect 提供方', 'Nothing answers at this address, or it is no provider of OpenID Connect')])
  }
}
