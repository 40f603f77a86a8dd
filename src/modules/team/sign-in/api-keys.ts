/** Keys for programs: shown once, kept as a hash, acting as their owner within their scopes. */
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Database, Db } from '../../../platform/db/database.ts'
import { hashOfToken, randomToken } from '../../../platform/random-token.ts'
import type { Context, Workspace } from '../../../kernel/context.ts'
import { loadActor } from '../queries/load-actor.ts'
import { createMemory, type Memory } from './memory.ts'
import type { Identity } from './sessions.ts'

export interface KeyIdentity extends Identity {
  keyId: string
  scopes: readonly string[]
}

const mark = 'gx_'
const useStep = 60_000

/** The workspace stands in the key, so that one statement about one workspace finds it. */
function newKey(workspaceId: string): string {
  return `${mark}${Buffer.from(workspaceId.replaceAll('-', ''), 'hex').toString('base64url')}${randomToken()}`
}

function workspaceOf(key: string): string | null {
  if (!/^gx_[\w-]{65}$/.test(key)) return null
  const hex = Buffer.from(key.slice(mark.length, mark.length + 22), 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function createKeys(database: Database): Memory<KeyIdentity | null> {
  return createMemory((key, now) => load(database, key, now))
}

async function load(database: Database, key: string, now: Date): Promise<KeyIdentity | null> {
  const workspaceId = workspaceOf(key)
  if (!workspaceId) return null
  const db = database.forWorkspace(workspaceId)
  const [row] = await db.rows<{ id: string; user_id: string; scopes: string[]; last_used_at: Date | null }>(
    sql`select k.id, k.user_id, k.scopes, k.last_used_at from api_keys k where k.workspace_id = ${sql.workspace} and k.key_hash = ${hashOfToken(key)}
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})`,
  )
  const actor = row ? await loadActor(db, row.user_id, now, row.scopes) : null
  const [workspace] = row ? await database.local.rows<Workspace>(sql`select w.id, w.name, w.time_zone as "timeZone", w.currency from workspaces w where w.id = ${workspaceId}::uuid`) : []
  if (!row || !actor || !workspace) return null
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > useStep) {
    await db.rows(sql`update api_keys k set last_used_at = ${now} where k.workspace_id = ${sql.workspace} and k.id = ${row.id}::uuid`)
  }
  return { keyId: row.id, scopes: row.scopes, workspace, actor: { ...actor, via: { kind: 'key', id: row.id, scopes: row.scopes } } }
}

export interface KeyAnswer {
  id: string
  name: string
  beginning: string
  scopes: string[]
  owner: { id: string; name: string }
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  state: 'valid' | 'expired' | 'revoked'
}

/** Newest first. @param options.userId null: of everybody. */
export async function listKeys(db: Db, options: { userId: string | null; now: Date }): Promise<KeyAnswer[]> {
  return db.rows<KeyAnswer>(
    sql`select k.id, k.name, k.beginning, k.scopes, json_build_object('id', u.id, 'name', u.name) as owner, k.created_at, k.expires_at, k.last_used_at,
        case when k.revoked_at is not null or not u.is_active or u.deleted_at is not null then 'revoked' when k.expires_at <= ${options.now} then 'expired' else 'valid' end as state
      from api_keys k join users u on u.workspace_id = ${sql.workspace} and u.id = k.user_id
      where k.workspace_id = ${sql.workspace} ${options.userId ? sql`and k.user_id = ${options.userId}::uuid` : sql.empty}
      order by k.id desc limit 500`,
  )
}

/** The only time the key itself is seen. */
export async function makeKey(ctx: Context, options: { name: string; scopes: string[]; expiresAt: Date | null }): Promise<{ id: string; key: string }> {
  const id = newId()
  const key = newKey(ctx.workspace.id)
  await ctx.db.rows(
    sql`insert into api_keys (workspace_id, id, user_id, name, beginning, key_hash, scopes, created_at, expires_at)
      values (${sql.workspace}, ${id}, ${ctx.actor.id}, ${options.name}, ${`${mark}…${key.slice(-4)}`}, ${hashOfToken(key)}, ${options.scopes}::text[], ${ctx.clock.now()}, ${options.expiresAt})`,
  )
  return { id, key }
}

/** @param options.userId null for somebody who may end everybody's. Returns whose it was; null when there is none to end. */
export async function revokeKey(ctx: Context, id: string, options: { userId: string | null }): Promise<{ user_id: string; name: string } | null> {
  const [key] = await ctx.db.rows<{ user_id: string; name: string }>(
    sql`update api_keys k set revoked_at = ${ctx.clock.now()} where k.workspace_id = ${sql.workspace} and k.id = ${id}::uuid and k.revoked_at is null
      ${options.userId ? sql`and k.user_id = ${options.userId}::uuid` : sql.empty} returning k.user_id, k.name`,
  )
  return key ?? null
}
