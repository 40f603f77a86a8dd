/** Links by which a customer follows one request without an account. Only their hashes are kept; several may lead to one request. */
import { timingSafeEqual } from 'node:crypto'
import { hashOfToken, randomToken } from '../../../platform/random-token.ts'
import { isId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { Problem } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'

const tokenLength = 43

/** Another link to the request. @returns the path of the page: shown once */
export async function newLink(ctx: Context, requestId: string): Promise<string> {
  const token = randomToken()
  await ctx.db.rows(sql`insert into request_links (workspace_id, token_hash, request_id, created_at) values (${sql.workspace}, ${hashOfToken(token)}, ${requestId}::uuid, ${ctx.clock.now()})`)
  return `/s/${addressOf(ctx.workspace.id)}${token}`
}

/** Every link to the request is dead from now on. */
export async function withdrawLinks(ctx: Context, requestId: string): Promise<void> {
  await ctx.db.rows(sql`delete from request_links k where k.workspace_id = ${sql.workspace} and k.request_id = ${requestId}::uuid`)
}

/**
 * The request that a link leads to, and a context of the company that acts as the link.
 * @throws Problem 404, the same for links that were withdrawn, are of nobody or never were.
 */
export async function openLink(runtime: Runtime, ctx: Context, link: string): Promise<{ ctx: Context; id: string }> {
  const acting = await companyOf(runtime, ctx, link, 'service link')
  const [row] = acting
    ? await acting.db.rows<{ id: string }>(
        sql`select r.id::text as id from request_links k join service_requests r on r.workspace_id = ${sql.workspace} and r.id = k.request_id
          where k.workspace_id = ${sql.workspace} and k.token_hash = ${hashOfToken(link.slice(-tokenLength))} and r.deleted_at is null`,
      )
    : []
  if (!acting || !row) throw deadLink()
  return { ctx: acting, id: row.id }
}

/** The company is named in the address, so that the row is found behind its row-level security. */
export function addressOf(workspaceId: string): string {
  return Buffer.from(workspaceId.replaceAll('-', ''), 'hex').toString('base64url')
}

/** Acting as what the address is for, in the language and from the place of the caller. Null where it names no company. */
export async function companyOf(runtime: Runtime, ctx: Context, address: string, actingAs: string): Promise<Context | null> {
  if (!/^[\w-]{65}$/.test(address)) return null
  const hex = Buffer.from(address.slice(0, -tokenLength), 'base64url').toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  if (!isId(id)) return null
  // Asked for itself: that the database cannot be reached is not to be told as a company that is not there, or what was sent would be lost.
  const [known] = await runtime.database.local.rows(sql`select 1 from workspaces w where w.id = ${id}::uuid`)
  return known ? { ...(await runtime.systemContext(id, actingAs)), language: ctx.language, origin: ctx.origin, requestId: ctx.requestId } : null
}

/** Compared in the same time however much of it is right. */
export function fitsToken(address: string, token: string): boolean {
  const [given, wanted] = [Buffer.from(address.slice(-tokenLength)), Buffer.from(token)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

export function deadLink(): Problem {
  return new Problem({ status: 404, code: 'dead-link', title: { zh: '链接不完整或已失效', en: 'The link is incomplete or no longer works' } })
}
