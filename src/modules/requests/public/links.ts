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
 * Every link to what these people asked for at their customer is dead from now on, whichever mail it stood in; links of colleagues go on.
 * @param people contact null: the customer is the person
 */
export async function withdrawLinksOf(ctx: Context, people: readonly { customer: string; contact: string | null }[]): Promise<void> {
  await ctx.db.rows(
    sql`delete from request_links k using service_requests r, jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(customer uuid, contact uuid)
      where k.workspace_id = ${sql.workspace} and r.workspace_id = ${sql.workspace} and r.id = k.request_id and r.customer_id = p.customer
        and (r.contact_id is not distinct from p.contact or lower(r.requester_mail) = any(array(
          select lower(e.mail) from contacts t cross join lateral unnest(t.emails) as e(mail) where t.workspace_id = ${sql.workspace} and t.id = p.contact)))`,
  )
}

/** After somebody was erased: nothing of theirs is read by a link in an old mail. @param ids of requests, contacts and customers */
export async function withdrawLinksOfErased(ctx: Context, ids: readonly string[]): Promise<void> {
  await ctx.db.rows(
    sql`delete from request_links k using service_requests r where k.workspace_id = ${sql.workspace} and r.workspace_id = ${sql.workspace} and r.id = k.request_id
      and (r.id = any(${ids}::uuid[]) or r.contact_id = any(${ids}::uuid[]) or (r.customer_id = any(${ids}::uuid[]) and r.contact_id is null))`,
  )
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
