/** Where the portal of a company is: one address, off until somebody switches it on. */
import { timingSafeEqual } from 'node:crypto'
import { randomToken } from '../../../platform/random-token.ts'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { addressOf, companyOf, tokenOf } from '../../requests/index.ts'

/** Null where it is off. */
export async function portalPage(ctx: Context): Promise<{ path: string; since: string } | null> {
  const [row] = await ctx.db.rows<{ token: string; since: string }>(sql`select p.token, p.created_at as since from portal_pages p where p.workspace_id = ${sql.workspace}`)
  return row ? { path: pathOf(ctx, row.token), since: row.since } : null
}

/** Switches it on, or gives it another address: the one before no longer works. */
export async function openPortal(ctx: Context): Promise<string> {
  const token = randomToken()
  await ctx.db.rows(sql`insert into portal_pages (workspace_id, token, created_at) values (${sql.workspace}, ${token}, ${ctx.clock.now()})
    on conflict (workspace_id) do update set token = excluded.token, created_at = excluded.created_at`)
  return pathOf(ctx, token)
}

/** Nobody signs in any more, and who is signed in reaches nothing. */
export async function closePortal(ctx: Context): Promise<void> {
  await ctx.db.rows(sql`delete from portal_pages p where p.workspace_id = ${sql.workspace}`)
}

/** The company whose portal the address is, acting as that. @throws Problem 404, the same for what is off and what never was. */
export async function enterPortal(runtime: Runtime, ctx: Context, address: string): Promise<Context> {
  const acting = await companyOf(runtime, ctx, address, 'portal')
  const [row] = acting ? await acting.db.rows<{ token: string }>(sql`select p.token from portal_pages p where p.workspace_id = ${sql.workspace}`) : []
  const given = Buffer.from(tokenOf(address))
  const wanted = Buffer.from(row?.token ?? '')
  if (!acting || !row || given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw notFound()
  return acting
}

function pathOf(ctx: Context, token: string): string {
  return `/p/${addressOf(ctx.workspace.id)}${token}`
}
