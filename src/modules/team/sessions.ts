/** Sessions: a random token in a cookie, its hash in the database, and who it stands for remembered for a moment. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from '../../platform/db/sql.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Actor } from '../../kernel/access/actor.ts'
import type { Workspace } from '../../kernel/context.ts'
import { onAnnouncement } from '../../kernel/history/events.ts'
import { loadActor } from './queries/load-actor.ts'

export const sessionCookie = 'guanxi_session'

/** Behind TLS the name binds the cookie to this host, this path and TLS (RFC 6265bis, 4.1.3.2): no other host can set one. */
export function cookieNameFor(isSecure: boolean): string {
  return isSecure ? `__Host-${sessionCookie}` : sessionCookie
}
const lifetime = 14 * 24 * 3600_000

/**
 * Every request needs to know who asks, so the answer is kept for a moment. Changes made through this process end that at
 * once; another process's changes are seen after `rememberFor`.
 */
const rememberFor = 800
const people = new Set(['user', 'role', 'department', 'territory', 'share'])

export interface Identity {
  actor: Actor
  workspace: Workspace
}

export interface Sessions {
  open(options: { accountId: string; userId: string; workspaceId: string; now: Date; address: string | null; program: string | null }): Promise<{ token: string; expires: Date }>
  identify(token: string, now: Date): Promise<Identity | null>
  close(token: string): Promise<void>
  /** Ends every session of an account, as after a new password. */
  closeAll(accountId: string, options?: { butToken?: string }): Promise<void>
}

export function createSessions(database: Database): Sessions {
  const remembered = new Map<string, { at: number; identity: Identity | null }>()
  onAnnouncement((_workspaceId, object) => {
    if (people.has(object)) remembered.clear()
  })
  return {
    open: async ({ accountId, userId, workspaceId, now, address, program }) => {
      const token = randomBytes(32).toString('base64url')
      const expires = new Date(now.getTime() + lifetime)
      await database.local.rows(
        sql`insert into sessions (token_hash, account_id, workspace_id, user_id, created_at, expires_at, address, program)
          values (${hashOf(token)}, ${accountId}, ${workspaceId}, ${userId}, ${now}, ${expires}, ${address}, ${program?.slice(0, 300) ?? null})`,
      )
      return { token, expires }
    },
    identify: async (token, now) => {
      const known = remembered.get(token)
      if (known && Date.now() - known.at < rememberFor) return known.identity
      const identity = await load(database, token, now)
      if (remembered.size > 10_000) remembered.clear()
      remembered.set(token, { at: Date.now(), identity })
      return identity
    },
    close: async (token) => {
      remembered.delete(token)
      await database.local.rows(sql`delete from sessions s where s.token_hash = ${hashOf(token)}`)
    },
    closeAll: async (accountId, options) => {
      remembered.clear()
      const kept = options?.butToken ? sql`and s.token_hash <> ${hashOf(options.butToken)}` : sql.empty
      await database.local.rows(sql`delete from sessions s where s.account_id = ${accountId}::uuid ${kept}`)
    },
  }
}

async function load(database: Database, token: string, now: Date): Promise<Identity | null> {
  const [session] = await database.local.rows<{ user_id: string; id: string; name: string; time_zone: string; currency: string }>(
    sql`select s.user_id, w.id, w.name, w.time_zone, w.currency from sessions s join workspaces w on w.id = s.workspace_id
      where s.token_hash = ${hashOf(token)} and s.expires_at > ${now}`,
  )
  if (!session) return null
  const actor = await loadActor(database.forWorkspace(session.id), session.user_id, now)
  if (!actor) return null
  return { actor, workspace: { id: session.id, name: session.name, timeZone: session.time_zone, currency: session.currency } }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
