/** Addresses by which calendar programs read the open tasks of one person: one a person, only its hash is kept, and it ends when its person says so. */
import { hashOfToken, randomToken } from '../../../platform/random-token.ts'
import { isId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'

const ending = '.ics'

/** When the address was made; null where there is none. */
export async function feedOf(ctx: Context): Promise<{ created_at: string } | null> {
  const [feed] = await ctx.db.rows<{ created_at: string }>(sql`select to_json(f.created_at) #>> '{}' as created_at from calendar_feeds f where f.workspace_id = ${sql.workspace} and f.person_id = ${ctx.actor.id}::uuid`)
  return feed ?? null
}

/** A new address, in the place of any other: shown once. @returns its last part */
export async function openFeed(ctx: Context): Promise<string> {
  const token = randomToken()
  await ctx.db.rows(
    sql`insert into calendar_feeds (workspace_id, person_id, token_hash, created_at) values (${sql.workspace}, ${ctx.actor.id}::uuid, ${hashOfToken(token)}, ${ctx.clock.now()})
      on conflict (workspace_id, person_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at`,
  )
  return `${Buffer.from(ctx.workspace.id.replaceAll('-', ''), 'hex').toString('base64url')}${token}${ending}`
}

export async function closeFeed(ctx: Context): Promise<void> {
  await ctx.db.rows(sql`delete from calendar_feeds f where f.workspace_id = ${sql.workspace} and f.person_id = ${ctx.actor.id}::uuid`)
}

/** The person whose address it is, with the rights that person has now; null for addresses that are of nobody, were withdrawn, or are of who works here no more. */
export async function readerOf(runtime: Runtime, ctx: Context, address: string): Promise<Context | null> {
  const match = /^([\w-]{22})([\w-]{43})\.ics$/.exec(address)
  const id = Buffer.from(match?.[1] ?? '', 'base64url').toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const token = match?.[2] ?? ''
  if (!isId(id)) return null
  const [company] = await runtime.database.local.rows(sql`select 1 from workspaces w where w.id = ${id}::uuid`)
  if (!company) return null
  const acting = await runtime.systemContext(id, 'calendar feed')
  const [feed] = await acting.db.rows<{ person: string }>(sql`select f.person_id::text as person from calendar_feeds f where f.workspace_id = ${sql.workspace} and f.token_hash = ${hashOfToken(token)}`)
  return feed ? runtime.userContext({ workspaceId: id, userId: feed.person, language: ctx.language, origin: ctx.origin }) : null
}
