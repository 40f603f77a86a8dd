/** Who knocks: the address, the program, and the cookies that come along. */
import { hashOfToken, randomToken } from '../../../platform/random-token.ts'

/** Behind TLS the name binds the cookie to this host, this path and TLS (RFC 6265bis, 4.1.3.2): no other host can set one. */
export function cookieNameFor(isSecure: boolean): string {
  return isSecure ? '__Host-guanxi_session' : 'guanxi_session'
}

const deviceCookie = 'guanxi_device'
const deviceLifetime = 365 * 24 * 3600

export interface Visitor {
  address: string
  program: string | null
  /** Of a browser that somebody signed in with before. */
  device: string | null
  isSecure: boolean
}

interface RawRequest {
  ip?: unknown
  protocol?: unknown
  cookies?: Record<string, string | undefined>
  headers?: Record<string, unknown>
}

/** The framework's request, of which only the address, the protocol, the headers and the cookies are looked at. */
function rawRequest(raw: unknown): RawRequest {
  return typeof raw === 'object' && raw !== null ? raw : {}
}

export function visitorOf(raw: unknown): Visitor {
  const { ip, protocol, cookies, headers } = rawRequest(raw)
  const program = headers?.['user-agent']
  return {
    address: typeof ip === 'string' ? ip : 'unknown',
    program: typeof program === 'string' ? program.slice(0, 300) : null,
    device: cookies?.[deviceCookie] ?? null,
    isSecure: protocol === 'https',
  }
}

export function tokenOf(raw: unknown): string | null {
  return cookieOf(raw, cookieNameFor(rawRequest(raw).protocol === 'https'))
}

export function cookieOf(raw: unknown, name: string): string | null {
  return rawRequest(raw).cookies?.[name] ?? null
}

/** The token of `Authorization: Bearer`; null where the request brings none. */
export function bearerOf(raw: unknown): string | null {
  const header = rawRequest(raw).headers?.authorization
  return typeof header === 'string' ? (/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '') : null
}

export function cookieText(options: { name: string; value: string; maxAge: number; isSecure: boolean; path?: string }): string {
  return `${options.name}=${options.value}; Path=${options.path ?? '/'}; HttpOnly; SameSite=Lax; Max-Age=${options.maxAge}${options.isSecure ? '; Secure' : ''}`
}

export function sessionCookieText(token: string, expires: Date, isSecure: boolean): string {
  return `${cookieNameFor(isSecure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires.toUTCString()}${isSecure ? '; Secure' : ''}`
}

export function endedSessionCookie(isSecure: boolean): string {
  return sessionCookieText('', new Date(0), isSecure)
}

/** The cookie a browser is known by from now on: the one it has, or a new one. */
export function deviceCookieOf(visitor: Visitor): { token: string; hash: Buffer; text: string } {
  const token = visitor.device && /^[\w-]{43}$/.test(visitor.device) ? visitor.device : randomToken()
  return { token, hash: hashOfToken(token), text: cookieText({ name: deviceCookie, value: token, maxAge: deviceLifetime, isSecure: visitor.isSecure }) }
}
