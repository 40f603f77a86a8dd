/** Sessions: a random token in a cookie, its hash in the database, and who it stands for remembered for a moment. */
import { newId } from '../../../platform/ids.ts'
import { hashOfToken, randomToken } from '../../../platform/random-token.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Database } from '../../../platform/db/database.ts'
import { mayAll, type Actor } from '../../../kernel/access/actor.ts'
import type { Workspace } from '../../../kernel/context.ts'
import { loadActor } from '../queries/load-actor.ts'
import { createMemory } from './memory.ts'
import { needsFactor } from './rules.ts'
import type { Visitor } from './visitor.ts'

const lifetime = 14 * 24 * 3600_000
/** How fine the time of the last use is. */
const useStep = 60_000

export interface Identity {
  actor: Actor
  workspace: Workspace
}

export interface SessionIdentity extends Identity {
  sessionId: string
  accountId: string
  /** Whose session it is; somebody else than the actor while an administrator looks. */
  userId: string
  method: SessionMethod
}

export type SessionMethod = 'password' | 'sso'

export interface NewSession {
  accountId: string
  userId: string
  workspaceId: string
  method: SessionMethod
  now: Date
  visitor: Visitor
}

export interface Sessions {
  open(options: NewSession): Promise<{ token: string; expires: Date }>
  identify(token: string, now: Date): Promise<SessionIdentity | null>
  close(token: string): Promise<void>
  /** Ends sessions of an account, as after a new password. */
  closeAll(accountId: string, options?: { butToken?: string }): Promise<void>
  /** Sets or ends the looking of an administrator. */
  lookAs(token: string, userId: string | null): Promise<void>
  /** Rules or factors changed: nobody is taken for what was remembered. */
  forget(): void
}

export function createSessions(database: Database): Sessions {
  const { of, forget } = createMemory((token, now) => load(database, token, now))
  return {
    forget,
    open: async ({ accountId, userId, workspaceId, method, now, visitor }) => {
      const token = randomToken()
      const expires = new Date(now.getTime() + lifetime)
      await database.local.rows(
        sql`insert into sessions (token_hash, id, account_id, workspace_id, user_id, method, created_at, last_used_at, expires_at, address, program)
          values (${hashOfToken(token)}, ${newId()}, ${accountId}, ${workspaceId}, ${userId}, ${method}, ${now}, ${now}, ${expires}, ${visitor.address}, ${visitor.program})`,
      )
      return { token, expires }
    },
    identify: of,
    close: async (token) => {
      forget(token)
      await database.local.rows(sql`delete from sessions s where s.token_hash = ${hashOfToken(token)}`)
    },
    closeAll: async (accountId, options) => {
      forget()
      const kept = options?.butToken ? sql`and s.token_hash <> ${hashOfToken(options.butToken)}` : sql.empty
      await database.local.rows(sql`delete from sessions s where s.account_id = ${accountId}::uuid ${kept}`)
    },
    lookAs: async (token, userId) => {
      await database.local.rows(sql`update sessions s set looking_as = ${userId}::uuid where s.token_hash = ${hashOfToken(token)}`)
      forget(token)
    },
  }
}

interface Row extends Workspace {
  session_id: string
  account_id: string
  user_id: string
  method: SessionMethod
  last_used_at: Date | null
  looking_as: string | null
}

async function load(database: Database, token: string, now: Date): Promise<SessionIdentity | null> {
  const [session] = await database.local.rows<Row>(
    sql`select s.id as session_id, s.account_id, s.user_id, s.method, s.last_used_at, s.looking_as, w.id, w.name, w.time_zone as "timeZone", w.currency
      from sessions s join workspaces w on w.id = s.workspace_id
      where s.token_hash = ${hashOfToken(token)} and s.expires_at > ${now}`,
  )
  if (!session) return null
  const actor = await actorOf(database, session, now)
  if (!actor) return null
  if (!session.last_used_at || now.getTime() - session.last_used_at.getTime() > useStep) {
    await database.local.rows(sql`update sessions s set last_used_at = ${now} where s.id = ${session.session_id}::uuid`)
  }
  const { session_id: sessionId, account_id: accountId, user_id: userId, method, id, name, timeZone, currency } = session
  return { actor, sessionId, accountId, userId, method, workspace: { id, name, timeZone, currency } }
}

async function actorOf(database: Database, session: Row, now: Date): Promise<Actor | null> {
  const db = database.forWorkspace(session.id)
  const own = await loadActor(db, session.user_id, now)
  if (!own) return null
  // Single sign-on has the factors of the company's provider.
  if (session.method === 'password' && (await needsFactor(db, { actor: own, accountId: session.account_id }))) return { ...own, via: { kind: 'unfinished' } }
  if (!session.looking_as || !isAdministrator(own)) return own
  const other = await loadActor(db, session.looking_as, now)
  return other ? { ...other, via: { kind: 'look_as', id: own.id, name: own.name } } : own
}

export function isAdministrator(actor: Actor): boolean {
  return mayAll(actor, 'role', 'change')
}
