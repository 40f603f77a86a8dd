/** A real provider of OpenID Connect on this machine, at which everybody is who the test says, and a browser that goes there and back. */
import { createServer, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Provider } from 'oidc-provider'
import { publicUrl } from './test-app.ts'

export interface IdentityProvider {
  issuer: string
  /** The subject that the next visitor is, and what is said of it. */
  isAt(subject: string, claims: { email?: string; email_verified?: boolean; name?: string }): void
  close(): Promise<void>
}

export const clientId = 'guanxi'
export const clientSecret = 'a-secret-that-nobody-answers'

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const server: Server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  let visitor = { subject: '', claims: {} as Record<string, unknown> }
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [`${publicUrl}/api/v1/session/sso/callback`], token_endpoint_auth_method: 'client_secret_basic' }],
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...visitor.claims }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: visitor.subject } })
  })
  return {
    issuer,
    isAt: (subject, claims) => void (visitor = { subject, claims }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export interface Journey {
  /** Where the browser ended in Guanxi. */
  location: string
  cookies: Map<string, string>
  /** Where the provider sent it back to. */
  callback: string
  /** What Guanxi asked the provider for. */
  request: URL
}

/** Follows a browser: out of Guanxi, through the provider, back. @param change what an attacker does to the way back. */
export async function goThrough(server: FastifyInstance, start: string, change: (callback: string, cookies: Map<string, string>) => string = (callback) => callback): Promise<Journey> {
  const own = new Map<string, string>()
  const out = await server.inject({ method: 'GET', url: start })
  keep(own, out.headers['set-cookie'])
  const request = new URL(String(out.headers.location))
  const theirs = new Map<string, string>()
  let place = request.href
  for (let step = 0; step < 10 && !place.startsWith(publicUrl); step++) {
    const reply = await fetch(place, { redirect: 'manual', headers: { cookie: textOf(theirs) } })
    keep(theirs, reply.headers.getSetCookie())
    const next = reply.headers.get('location')
    if (!next) throw new Error(`The provider answered ${reply.status}: ${await reply.text()}`)
    place = new URL(next, place).href
  }
  const callback = change(place.slice(publicUrl.length), own)
  const back = await server.inject({ method: 'GET', url: callback, headers: { cookie: textOf(own) } })
  keep(own, back.headers['set-cookie'])
  return { location: String(back.headers.location), cookies: own, callback, request }
}

function keep(jar: Map<string, string>, given: string | string[] | undefined): void {
  for (const text of [given ?? []].flat()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? []
    if (value === '') jar.delete(name)
    else jar.set(name, value)
  }
}

export function textOf(jar: Map<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}
