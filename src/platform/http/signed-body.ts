/** The text of a body as it came, for requests that are signed: a signature is of the bytes, not of what they mean. */
import { createHmac, timingSafeEqual } from 'node:crypto'

export const signatureHeader = 'x-guanxi-signature'
export const timestampHeader = 'x-guanxi-timestamp'

/** Seconds by which the clock of a sender may differ, and a request may be late. */
const patience = 300

const texts = new WeakMap<object, string>()

/** Kept as long as the request lives. */
export function keepSignedText(request: { headers: Record<string, unknown> }, text: string): void {
  if (request.headers[signatureHeader] !== undefined) texts.set(request, text)
}

/** HMAC-SHA256 of the time in seconds, a dot, and the body, in hexadecimal. */
export function signatureOf(secret: string, seconds: string, text: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')
}

/** Whether the request was signed with the secret, not long ago. @param request as the server had it */
export function isSigned(request: unknown, headers: Record<string, string | string[] | undefined>, secret: string, now: Date): boolean {
  const text = typeof request === 'object' && request !== null ? texts.get(request) : undefined
  const [given, seconds] = [headers[signatureHeader], headers[timestampHeader]]
  if (text === undefined || typeof given !== 'string' || typeof seconds !== 'string' || !/^\d{1,12}$/.test(seconds)) return false
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > patience) return false
  const wanted = Buffer.from(signatureOf(secret, seconds, text))
  const sent = Buffer.from(given)
  return wanted.length === sent.length && timingSafeEqual(wanted, sent)
}
