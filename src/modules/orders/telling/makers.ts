import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { sql } from '../../../platform/db/sql.ts'
import { loadActor } from '../../team/index.ts'

/** Each is asked of the policy with that person's rights. More people than this do not write the invoices of one company that fall due at once. */
const mostMakers = 50

/** Those who made records and may see them still, by record: their rights are loaded together, the records are asked for once. */
export async function makersWhoSee(ctx: Context, name: string, made: readonly { id: string; maker: string }[]): Promise<Map<string, [string]>> {
  const people = [...new Set(made.map(({ maker }) => maker))].slice(0, mostMakers)
  const actors = (await Promise.all(people.map((one) => loadActor(ctx.db, one, ctx.clock.now())))).filter((actor) => actor !== null)
  if (actors.length === 0) return new Map()
  const seen = actors.map((actor) => {
    const verdict = verdictOf({ ...ctx, actor }, name, 'see')
    return sql`c.created_by = ${actor.id}::uuid and ${typeof verdict === 'boolean' ? sql.raw(String(verdict)) : sql`(${verdict('c')})`}`
  })
  const rows = await ctx.db.rows<{ id: string; maker: string }>(
    sql`select c.id::text as id, c.created_by::text as maker from ${sql.id(objectOf(ctx, name).table)} c
      where c.workspace_id = ${sql.workspace} and c.id = any(${made.map(({ id }) => id)}::uuid[]) and ${sql.or(seen)}`,
  )
  return new Map(rows.map(({ id, maker }) => [id, [maker]]))
}
