/** Links that let somebody choose a password: an invitation, or after a forgotten one. Used once; only the hash is kept. */
import { sql } from '../../../platform/db/sql.ts'
import type { Db } from '../../../platform/db/database.ts'
import { hashOfToken, randomToken } from '../../../platform/random-token.ts'

export type LinkPurpose = 'invitation' | 'reset'

const hour = 3600_000
const lifetime: Record<LinkPurpose, number> = { invitation: 7 * 24 * hour, reset: hour }

/** The newest link is the only one that works. Returns the path of the page with the token in it. */
export async function makeLink(db: Db, options: { accountId: string; purpose: LinkPurpose; now: Date }): Promise<{ path: string; expires: Date }> {
  const token = randomToken()
  const expires = new Date(options.now.getTime() + lifetime[options.purpose])
  await db.rows(sql`delete from account_links l where l.account_id = ${options.accountId}::uuid`)
  await db.rows(
    sql`insert into account_links (token_hash, account_id, purpose, created_at, expires_at)
      values (${hashOfToken(token)}, ${options.accountId}, ${options.purpose}, ${options.now}, ${expires})`,
  )
  // Behind the hash it is neither in the logs of a proxy nor told to other pages.
  return { path: `/new-password#${token}`, expires }
}

/** Whose link it is; null for one that was used, is too old or was never made. */
export async function linkOf(db: Db, token: string, now: Date): Promise<{ accountId: string; purpose: LinkPurpose; login: string } | null> {
  const [row] = await db.rows<{ account_id: string; purpose: LinkPurpose; login: string }>(
    sql`select l.account_id, l.purpose, coalesce(a.email, a.user_name, '') as login from account_links l join accounts a on a.id = l.account_id
      where l.token_hash = ${hashOfToken(token)} and l.expires_at > ${now}`,
  )
  return row ? { accountId: row.account_id, purpose: row.purpose, login: row.login } : null
}

/** Takes the link away; null when it is no longer there. Of two at the same moment one gets it. */
export async function takeLink(db: Db, token: string, now: Date): Promise<{ accountId: string; purpose: LinkPurpose } | null> {
  const [row] = await db.rows<{ account_id: string; purpose: LinkPurpose }>(
    sql`delete from account_links l where l.token_hash = ${hashOfToken(token)} and l.expires_at > ${now} returning l.account_id, l.purpose`,
  )
  return row ? { accountId: row.account_id, purpose: row.purpose } : null
}

export async function forgetOldLinks(db: Db, now: Date): Promise<void> {
  await db.rows(sql`delete from account_links l where l.expires_at < ${now}`)
  await db.rows(sql`delete from sessions s where s.expires_at < ${now}`)
}
