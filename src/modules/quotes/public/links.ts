/** Links by which a customer reaches what was sent, without an account. Only the hash of a link is kept. */
import { hashOfToken, randomToken } from '../../../platform/random-token.ts'
import { sql } from '../../../platform/db/sql.ts'
import { Problem } from '../../../platform/problems.ts'
import { isId } from '../../../platform/ids.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import type { Paper } from '../paper/paper.ts'

const tokenLength = 43

/** @returns what stands in the address behind /q/, and what is kept of it */
export function newLink(ctx: Context): { path: string; hash: Buffer } {
  const token = randomToken()
  // The company is named in the link, so that the row is found behind its row-level security.
  return { path: `/q/${Buffer.from(ctx.workspace.id.replaceAll('-', ''), 'hex').toString('base64url')}${token}`, hash: hashOfToken(token) }
}

export interface SentQuote {
  id: string
  status: string
  owner: string
  seen_at: string | null
  paper: Paper
  file: string
}

/**
 * What the link leads to, and a context of the company that acts as the link.
 * @throws Problem 404, the same for links that were withdrawn, are too old, were replaced, are of nobody or never were.
 */
export async function openLink(runtime: Runtime, ctx: Context, link: string): Promise<{ ctx: Context; sent: SentQuote }> {
  const workspaceId = workspaceOf(link)
  if (!workspaceId) throw deadLink()
  const system = await runtime.systemContext(workspaceId, 'quote link').catch(() => null)
  if (!system) throw deadLink()
  const acting: Context = { ...system, language: ctx.language, origin: ctx.origin, requestId: ctx.requestId }
  const [sent] = await acting.db.rows<SentQuote>(
    sql`select q.id::text as id, q.status, q.owner_id::text as owner, q.seen_at, s.paper, s.file_id::text as file from sent_quotes s join quotes q on q.workspace_id = ${sql.workspace} and q.id = s.quote_id
      where s.workspace_id = ${sql.workspace} and s.token_hash = ${hashOfToken(link.slice(-tokenLength))} and s.open_until >= ${dayOf(acting.clock.now(), acting.workspace.timeZone)}::date
        and q.deleted_at is null and q.status in ('sent', 'accepted', 'declined')`,
  )
  if (!sent) throw deadLink()
  return { ctx: acting, sent }
}

function workspaceOf(link: string): string | null {
  if (!/^[\w-]{65}$/.test(link)) return null
  const hex = Buffer.from(link.slice(0, -tokenLength), 'base64url').toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return isId(id) ? id : null
}

export function deadLink(): Problem {
  return new Problem({ status: 404, code: 'dead-link', title: { zh: '链接不完整或已失效', en: 'The link is incomplete or no longer works' } })
}
