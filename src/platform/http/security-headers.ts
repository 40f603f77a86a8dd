/** What browsers are told to refuse. */
import { randomBytes } from 'node:crypto'
import helmet from '@fastify/helmet'
import Fastify from 'fastify'

/** Of every answer. `secure` is added where the caller came by TLS. */
export interface SecurityHeaders {
  always: Record<string, string>
  secure: Record<string, string>
  /** Of the document of the pages: styles made by our scripts carry the nonce. */
  document(nonce: string): Record<string, string>
}

/**
 * Helmet puts its headers together anew for every answer, which costs more than finding the route. They are the same every time,
 * so one answer is asked for them.
 */
export async function securityHeaders(): Promise<SecurityHeaders> {
  const sample = Fastify()
  await sample.register(helmet, settings)
  sample.get('/', (_request, reply) => reply.send())
  const { headers } = await sample.inject('/')
  await sample.close()
  const ofHttp = new Set(['date', 'connection', 'content-length', 'content-type', 'keep-alive'])
  const always = Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' && !ofHttp.has(name) ? [[name, value]] : [])))
  const policy = always['content-security-policy'] ?? ''
  return {
    always: { ...always, 'permissions-policy': permissions },
    secure: { 'strict-transport-security': 'max-age=31536000; includeSubDomains' },
    document: (nonce) => ({ 'content-security-policy': policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`) }),
  }
}

export function newNonce(): string {
  return randomBytes(18).toString('base64')
}

const settings = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      scriptSrcAttr: ["'none'"],
      styleSrc: ["'self'"],
      // Charts write the place of their tooltips into the attribute. It can load nothing: addresses are bound by the rest.
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Only where there is TLS, see `secure`.
  hsts: false,
  referrerPolicy: { policy: 'same-origin' },
  frameguard: { action: 'deny' },
} as const

/** The place of a visit and the clipboard are asked for by people; nothing else is ever. */
const permissions = ['camera', 'microphone', 'display-capture', 'payment', 'usb', 'serial', 'bluetooth', 'midi', 'accelerometer', 'gyroscope', 'magnetometer', 'screen-wake-lock', 'browsing-topics']
  .map((name) => `${name}=()`)
  .concat('geolocation=(self)')
  .join(', ')
