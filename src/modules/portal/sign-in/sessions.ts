/** Sessions of the portal: a cookie of their own, rows of their own. They open the routes of the portal and nothing else. */
import { sql } from '../../../platform/db/sql.ts'
import { Problem } from '../../../platform/problems.ts'
import { hashOfToken, randomToken } from '../../../platform/random-token.ts'
import type { Context } from '../../../kernel/context.ts'
import { cookieOf, cookieText, visitorOf } from '../../team/index.ts'
import { hashOfMail, personOfSession, type PortalPerson } from '../queries/person.ts'

const seconds = 14 * 24 * 3600
const day = 24 * 3600_000

/** Behind TLS the name binds the cookie to this host, as that of the desk. */
function cookieName(raw: unknown): string {
  return visitorOf(raw).isSecure ? '__Host-guanxi_portal' : 'guanxi_portal'
}

/** @returns the text of the cookie */
export async function openSession(ctx: Context, person: PortalPerson, raw: unknown): Promise<string> {
  const token = randomToken()
  const now = ctx.clock.now()
  await ctx.db.rows(
    sql`insert into portal_sessions (workspace_id, token_hash, access_id, mail_hash, created_at, used_at, expires_at)
      values (${sql.workspace}, ${hashOfToken(token)}, ${person.access}::uuid, ${hashOfMail(person.mail)}, ${now}, ${now}, ${new Date(now.getTime() + seconds * 1000)})`,
  )
  return cookieText({ name: cookieName(raw), value: token, maxAge: seconds, isSecure: visitorOf(raw).isSecure })
}

/** @returns the text of a cookie that is none */
export async function endSession(ctx: Context, raw: unknown): Promise<string> {
  const token = cookieOf(raw, cookieName(raw))
  if (token) await ctx.db.rows(sql`delete from portal_sessions s where s.workspace_id = ${sql.workspace} and s.token_hash = ${hashOfToken(token)}`)
  return cookieText({ name: cookieName(raw), value: '', maxAge: 0, isSecure: visitorOf(raw).isSecure })
}

/** Null where nobody is signed in, or no longer may be. */
export async function whoIsHere(ctx: Context, raw: unknown): Promise<PortalPerson | null> {
  const token = cookieOf(raw, cookieName(raw))
  return token ? personOfSession(ctx, hashOfToken(token)) : null
}

/** @throws Problem 401, the same for every session that opens nothing. */
export async function personHere(ctx: Context, raw: unknown): Promise<PortalPerson> {
  const person = await whoIsHere(ctx, raw)
  if (!person) throw new Problem({ status: 401, code: 'not-signed-in', title: { zh: '请重新登录', en: 'Please sign in again' } })
  return person
}

/** Daily: what opens nothing any more. */
export async function forgetOldSignIns(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.rows(sql`delete from portal_codes c where c.workspace_id = ${sql.workspace} and c.created_at < ${new Date(now.getTime() - day)}`)
  await ctx.db.rows(sql`delete from portal_sessions s where s.workspace_id = ${sql.workspace} and s.expires_at < ${now}`)
}
