/** What every company finds made is given once: with the company, or with the update that brings it. */
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ReadyThings } from '../../../kernel/definitions/module.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { thingsOfTeam } from './things.ts'

function thingsOf(ctx: Context): ReadyThings[] {
  const { before, after } = thingsOfTeam(ctx)
  return [...before, ...ctx.registry.modules.flatMap(({ ready = [] }) => ready), ...after]
}

/** All of it, in the transaction that makes the company. */
export async function giveToNewCompany(ctx: Context): Promise<void> {
  for (const things of thingsOf(ctx)) await give(ctx, things, 'made')
}

/** After every start. Where nothing is new that is one statement a company; what fails is told in the log and tried again at the next start. */
export async function giveWhatIsNew(runtime: Runtime): Promise<void> {
  for (const ctx of await runtime.systemContexts('update')) await giveToCompany(ctx)
}

export async function giveToCompany(ctx: Context): Promise<void> {
  const given = new Set((await ctx.db.rows<{ name: string }>(sql`select g.name from given_things g where g.workspace_id = ${sql.workspace}`)).map(({ name }) => name))
  for (const things of thingsOf(ctx).filter(({ name }) => !given.has(name))) {
    await transaction(ctx, (ctx) => give(ctx, things, 'added')).catch((error: unknown) => ctx.log.error({ err: error, things: things.name, workspace: ctx.workspace.id }, 'What a company finds ready could not be given'))
  }
}

/** The row is taken first: of two processes that start at once the other waits for it, and finds it given. */
async function give(ctx: Context, { name, object: kind, where, upon, make }: ReadyThings, how: 'made' | 'added'): Promise<void> {
  const [taken] = await ctx.db.rows(sql`insert into given_things (workspace_id, name, given_at, how) values (${sql.workspace}, ${name}, ${ctx.clock.now()}, ${how}) on conflict do nothing returning 1`)
  if (!taken) return
  if (how === 'made') return make(ctx, { isOn: true })
  // Whatever is or was there, in the recycle bin as well: people have it, or took it away.
  const known = await isThere(ctx, kind, where)
  if (!known) await make(ctx, { isOn: upon === undefined || !(await isThere(ctx, upon)) })
  await ctx.db.rows(sql`update given_things g set how = case when a.added = '[]' then 'found' else 'added' end, added = a.added
    from (select coalesce(jsonb_agg(jsonb_build_object('object', s.object, 'verb', s.verb, 'count', s.n) order by s.n desc, s.object), '[]') as added from (
      select e.object, split_part(e.kind, '.', 3) as verb, count(*)::int as n from events e where e.workspace_id = ${sql.workspace} and e.tx = pg_current_xact_id() group by 1, 2) s) a
    where g.workspace_id = ${sql.workspace} and g.name = ${name}`)
}

async function isThere(ctx: Context, object: string, where = sql`true`): Promise<boolean> {
  const [found] = await ctx.db.rows(sql`select 1 from ${sql.id(objectOf(ctx, object).table)} x where x.workspace_id = ${sql.workspace} and ${where} limit 1`)
  return found !== undefined
}

export interface GivenThing {
  name: string
  label: { zh: string; en: string }
  given_at: string
  added: { object: string; verb: string; count: number }[]
}

/** What updates added, the latest first. What the program no longer knows keeps its name. */
export async function givenByUpdates(ctx: Context): Promise<GivenThing[]> {
  const labels = new Map(thingsOf(ctx).map(({ name, label }) => [name, label]))
  const rows = await ctx.db.rows<Omit<GivenThing, 'label'>>(sql`select g.name, to_char(g.given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as given_at, g.added from given_things g where g.workspace_id = ${sql.workspace} and g.how = 'added' order by g.given_at desc, g.name`)
  return rows.map((row) => ({ ...row, label: labels.get(row.name) ?? { zh: row.name, en: row.name } }))
}
