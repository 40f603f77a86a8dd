/** A page of the company for people outside: one address, off until somebody switches it on. */
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { randomToken } from '../../../platform/random-token.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { addressOf, companyOf, fitsToken } from './links.ts'
import { logSwitch, type SwitchLog } from './switch-log.ts'

export interface CompanyPage {
  /** Null where it is off. */
  now(ctx: Context): Promise<{ path: string; since: string } | null>
  /** Switches it on, or gives it another address: the one before no longer works. @returns the path */
  open(ctx: Context): Promise<string>
  close(ctx: Context): Promise<void>
  /** The company whose page the address is, acting as that. @throws Problem 404, the same for what is off and what never was. */
  enter(runtime: Runtime, ctx: Context, address: string): Promise<Context>
}

/**
 * @param options.table one row a company: workspace_id, token, created_at
 * @param options.prefix of the path, such as `/h/`
 * @param options.logged as what switching it stands in the log
 */
export function companyPage({ table, prefix, actingAs, logged }: { table: string; prefix: string; actingAs: string; logged: SwitchLog }): CompanyPage {
  const pathOf = (ctx: Context, token: string) => `${prefix}${addressOf(ctx.workspace.id)}${token}`
  const rowOf = async (ctx: Context) => (await ctx.db.rows<{ token: string; since: string }>(sql`select p.token, p.created_at as since from ${sql.id(table)} p where p.workspace_id = ${sql.workspace}`))[0]
  return {
    now: async (ctx) => {
      const row = await rowOf(ctx)
      return row ? { path: pathOf(ctx, row.token), since: row.since } : null
    },
    open: (ctx) => transaction(ctx, async (ctx) => {
      const token = randomToken()
      const was = await rowOf(ctx)
      await ctx.db.rows(sql`insert into ${sql.id(table)} (workspace_id, token, created_at) values (${sql.workspace}, ${token}, ${ctx.clock.now()})
        on conflict (workspace_id) do update set token = excluded.token, created_at = excluded.created_at`)
      await logSwitch(ctx, logged, was ? 'address_changed' : 'switched_on')
      return pathOf(ctx, token)
    }),
    close: (ctx) => transaction(ctx, async (ctx) => {
      const gone = await ctx.db.rows(sql`delete from ${sql.id(table)} p where p.workspace_id = ${sql.workspace} returning 1`)
      // That what is off was switched off again is nothing to tell.
      if (gone.length > 0) await logSwitch(ctx, logged, 'switched_off')
    }),
    enter: async (runtime, ctx, address) => {
      const acting = await companyOf(runtime, ctx, address, actingAs)
      const row = acting && (await rowOf(acting))
      if (!acting || !row || !fitsToken(address, row.token)) throw notFound()
      return acting
    },
  }
}

export interface CompanyPageRoutes {
  path: string
  tag: string
  /** What the page is called. */
  name: string
  /** Where people reach this installation; null: the address is answered as a path. */
  publicUrl: string | null
  /** What is answered besides. */
  facts?: object
  /** @throws Problem 403 for whoever may not switch it. */
  refuseOthers(ctx: Context): void
}

/** Its address while it is on, switching it on and off. */
export function companyPageRoutes(page: CompanyPage, { path, tag, name, publicUrl, facts, refuseOthers }: CompanyPageRoutes): Route<Context>[] {
  return [
    defineRoute({
      method: 'GET', path, guard: 'signed_in', tag, summary: `${name}: its address while it is on`,
      handle: async (ctx: Context): Promise<Answer> => {
        refuseOthers(ctx)
        const now = await page.now(ctx)
        return { body: { address: now && `${publicUrl ?? ''}${now.path}`, since: now?.since ?? null, ...facts } }
      },
    }),
    defineRoute({
      method: 'POST', path, guard: 'signed_in', tag, summary: `${name}: switch it on, or give it a new address`,
      handle: async (ctx: Context): Promise<Answer> => {
        refuseOthers(ctx)
        return { status: 201, body: { address: `${publicUrl ?? ''}${await page.open(ctx)}` } }
      },
    }),
    defineRoute({
      method: 'DELETE', path, guard: 'signed_in', tag, summary: `${name}: switch it off; its address is dead`,
      handle: async (ctx: Context): Promise<Answer> => {
        refuseOthers(ctx)
        await page.close(ctx)
        return { status: 204 }
      },
    }),
  ]
}
