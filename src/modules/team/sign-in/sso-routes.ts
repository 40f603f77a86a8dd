/** Coming in by the company's provider: out to it, and back. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { addressAsked } from '../../../platform/http/address-asked.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { notFound } from '../../../platform/problems.ts'
import { isId } from '../../../platform/ids.ts'
import type { Context } from '../../../kernel/context.ts'
import { accountOfUser } from '../accounts.ts'
import { letIn, withCookies, type Door } from './door.ts'
import { linkedPerson } from './linked-person.ts'
import { beginOpenId, configurationOf, finishOpenId } from './open-id.ts'
import { providerOf } from './providers.ts'
import { cookieOf, cookieText, visitorOf } from './visitor.ts'

const tag = 'Session'
const cookie = 'guanxi_sso'
const root = '/api/v1/session/sso'
export const callbackPath = `${root}/callback`
/** Between leaving and coming back. */
const patience = 600

const travelShape = z.object({ workspace: z.uuid(), provider: z.uuid(), state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string(), until: z.number() })

export function ssoRoutes(door: Door): Route<Context>[] {
  const travelCookie = (value: string, maxAge: number, raw: unknown) => cookieText({ name: cookie, value, maxAge, isSecure: visitorOf(raw).isSecure, path: root })
  const refused = (raw: unknown, why: string): Answer => withCookies([travelCookie('', 0, raw)], { status: 302, headers: { location: `/?sign_in=${why}` } })
  return [
    defineRoute({
      method: 'GET', path: '/api/v1/session/ways', guard: 'public', tag, summary: 'Ways to sign in: providers, and whether a forgotten password can be replaced by mail',
      query: z.strictObject({ workspace: z.uuid().optional() }),
      handle: async (ctx: Context, { query }) => {
        const providers = await ctx.db.rows<object>(sql`select p.workspace_id as workspace, p.id, p.name from open_providers(${query.workspace ?? null}::uuid) p`)
        return { body: { single_sign_on: providers, can_reset: door.hasMail } }
      },
    }),
    defineRoute({
      method: 'GET', path: `${root}/:workspace/:provider`, guard: 'public', tag, summary: 'To the provider of the company, to sign in there',
      query: z.strictObject({ to: z.string().max(2000).default('/') }),
      handle: async (ctx: Context, { params, query, raw }): Promise<Answer> => {
        const { workspace = '', provider: id = '' } = params
        if (!isId(workspace) || !isId(id)) throw notFound()
        const provider = await providerOf(door.runtime.database.forWorkspace(workspace), id)
        if (!provider?.is_active) throw notFound()
        try {
          const { address, request } = await beginOpenId(await configurationOf(provider, door), `${baseOf(door, raw)}${callbackPath}`)
          const travel = { workspace, provider: id, ...request, to: ownPath(query.to), until: ctx.clock.now().getTime() + patience * 1000 }
          return withCookies([travelCookie(door.box.seal(JSON.stringify(travel)), patience, raw)], { status: 302, headers: { location: address } })
        } catch (error) {
          ctx.log.warn({ err: error, provider: id }, 'the provider of single sign-on could not be reached')
          return refused(raw, 'provider-away')
        }
      },
    }),
    defineRoute({
      method: 'GET', path: callbackPath, guard: 'public', tag, summary: 'Back from the provider',
      handle: async (ctx: Context, { raw }): Promise<Answer> => {
        const travel = readTravel(door, cookieOf(raw, cookie), ctx.clock.now())
        if (!travel) return refused(raw, 'too-late')
        const system = await door.runtime.systemContext(travel.workspace, 'single sign-on')
        const provider = await providerOf(system.db, travel.provider)
        if (!provider?.is_active) return refused(raw, 'provider-away')
        try {
          const claims = await finishOpenId(await configurationOf(provider, door), new URL(`${baseOf(door, raw)}${addressOf(raw)}`), travel)
          const linked = await linkedPerson(system, provider, claims)
          if ('refusal' in linked) return refused(raw, linked.refusal)
          const { userId } = linked
          const membership = { userId, workspaceId: travel.workspace, accountId: await accountOfUser(system, userId) }
          const entered = await letIn(door, membership, { method: 'sso', visitor: visitorOf(raw), language: ctx.language })
          return withCookies([...entered.cookies, travelCookie('', 0, raw)], { status: 302, headers: { location: travel.to } })
        } catch (error) {
          ctx.log.warn({ err: error, provider: provider.id }, 'somebody did not come in by single sign-on')
          return refused(raw, 'not-accepted')
        }
      },
    }),
  ]
}

/** What was sealed when the browser left; null for another browser, another key, or too long ago. */
function readTravel(door: Door, sealed: string | null, now: Date): z.infer<typeof travelShape> | null {
  if (!sealed) return null
  try {
    const travel = travelShape.parse(JSON.parse(door.box.open(sealed)))
    return travel.until > now.getTime() ? travel : null
  } catch {
    return null
  }
}

/** A path of these pages and nothing that a browser would take for another site. */
function ownPath(to: string): string {
  return /^\/(?![/\\])[^\\]*$/.test(to) ? to : '/'
}

interface AddressedRequest {
  url?: unknown
}

function addressOf(raw: unknown): string {
  const { url }: AddressedRequest = typeof raw === 'object' && raw !== null ? raw : {}
  return typeof url === 'string' ? url : ''
}

/** As it was said, else as the browser calls this place: a provider sends people only to addresses it was told of before. */
function baseOf(door: Door, raw: unknown): string {
  return door.publicUrl ?? addressAsked(raw)
}
