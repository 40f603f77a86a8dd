/** What every way of coming in needs, and the last step that all of them share. */
import type { SecretBox } from '../../../platform/secret-box.ts'
import type { OutgoingOptions } from '../../../platform/http/outgoing.ts'
import type { Answer } from '../../../platform/http/route.ts'
import { notSignedIn } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import type { Membership } from '../accounts.ts'
import { recordAccountEvent } from './account-events.ts'
import { knowDevice } from './lockout.ts'
import type { SessionMethod, Sessions } from './sessions.ts'
import { deviceCookieOf, sessionCookieText, type Visitor } from './visitor.ts'

export interface Door {
  runtime: Runtime
  sessions: Sessions
  box: SecretBox
  /** Where people reach this installation, without a slash at the end; null where nobody said it. */
  publicUrl: string | null
  /** Whether mail can be sent. */
  hasMail: boolean
  /** Which addresses of the own network providers may have. */
  outside: Pick<OutgoingOptions, 'allow'>
}

/** Opens the session. Returns its context and the cookies. */
export async function letIn(door: Door, membership: Membership, options: { method: SessionMethod; visitor: Visitor; language: Context['language'] }): Promise<{ ctx: Context; cookies: string[]; token: string }> {
  const { visitor, method } = options
  const now = door.runtime.clock.now()
  const { token, expires } = await door.sessions.open({ ...membership, method, now, visitor })
  const identity = await door.sessions.identify(token, now)
  if (!identity) throw notSignedIn()
  const ctx = await door.runtime.contextFor({ ...identity, language: options.language })
  const device = deviceCookieOf(visitor)
  await knowDevice(ctx.db, { accountId: membership.accountId, hash: device.hash, now })
  await recordAccountEvent(ctx, { verb: 'signed_in', userId: membership.userId, visitor, details: { method } })
  return { ctx, token, cookies: [sessionCookieText(token, expires, visitor.isSecure), device.text] }
}

export function withCookies(cookies: string[], answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookies } }
}
