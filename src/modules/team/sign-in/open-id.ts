/** OpenID Connect, authorisation code with PKCE, state and nonce; the work is done by openid-client. */
import {
  allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientSecretBasic, customFetch, discovery, fetchUserInfo, None,
  randomNonce, randomPKCECodeVerifier, randomState, type Configuration, type CustomFetch,
} from 'openid-client' // prettier-ignore
import { fetchOutside } from '../../../platform/http/outgoing.ts'
import type { Door } from './door.ts'
import { secretOf, type StoredProvider } from './providers.ts'

export interface Request {
  state: string
  nonce: string
  verifier: string
}

export interface Claims {
  subject: string
  email: string | null
  isEmailVerified: boolean
  name: string | null
}

/** Plain HTTP only on this machine: for trying out. */
export function isAllowedIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'https:' || (protocol === 'http:' && isOwnMachine(hostname))
}

function isOwnMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

const known = new Map<string, { at: number; configuration: Configuration }>()
/** Providers change their keys now and then; openid-client asks for those by itself. */
const rememberFor = 10 * 60_000

/** @throws when the provider cannot be reached or says something else than it should. */
export async function configurationOf(provider: StoredProvider, { box, outside }: Pick<Door, 'box' | 'outside'>): Promise<Configuration> {
  const key = `${provider.id} ${provider.updated_at.getTime()}`
  const found = known.get(key)
  if (found && Date.now() - found.at < rememberFor) return found.configuration
  const secret = secretOf(provider, box)
  const issuer = new URL(provider.issuer)
  const configuration = await discovery(issuer, provider.client_id, secret ?? undefined, secret ? ClientSecretBasic(secret) : None(), {
    [customFetch]: askedOutside(outside),
    ...(issuer.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}),
  })
  if (known.size > 100) known.clear()
  known.set(key, { at: Date.now(), configuration })
  return configuration
}

/** What an administrator types as an address leads into the own network only where the server's settings name it. */
function askedOutside(outside: Door['outside']): CustomFetch {
  return (address, { method, headers, body }) => fetchOutside(address, { method, headers, body: body instanceof URLSearchParams ? body.toString() : typeof body === 'string' ? body : undefined }, { ...outside, redirects: 0 })
}

/** Where to send the browser, and what has to be known when it comes back. */
export async function beginOpenId(configuration: Configuration, redirectUri: string): Promise<{ address: string; request: Request }> {
  const request: Request = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(request.verifier),
    code_challenge_method: 'S256',
    state: request.state,
    nonce: request.nonce,
  })
  return { address: address.href, request }
}

/** @throws when state, nonce, signature, audience or code are not right. */
export async function finishOpenId(configuration: Configuration, cameBackTo: URL, request: Request): Promise<Claims> {
  const tokens = await authorizationCodeGrant(configuration, cameBackTo, {
    pkceCodeVerifier: request.verifier,
    expectedState: request.state,
    expectedNonce: request.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('The provider sent no ID token')
  // Small tokens leave out who it is; then the provider is asked.
  const more = claims.email === undefined ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims
  return {
    subject: claims.sub,
    email: typeof more.email === 'string' ? more.email : null,
    isEmailVerified: more.email_verified === true,
    name: typeof more.name === 'string' ? more.name : null,
  }
}
