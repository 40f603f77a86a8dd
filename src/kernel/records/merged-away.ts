import { sql } from '../../platform/db/sql.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { allowed } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { titleOf } from '../projections/columns.ts'
import { isLiving } from './living.ts'

const longestChain = 50

/** The answer for a record that is not there: 404, which names the survivor where it was merged into one that the caller may see. */
export async function notThere(ctx: Context, object: ObjectDefinition, id: string): Promise<Problem> {
  const next = object.merged_into && object.fields.get(object.merged_into)?.column
  if (!next) return notFound()
  const table = sql.id(object.table)
  const [survivor] = await ctx.db.rows<{ id: string; name: string }>(
    sql`with recursive chain as (
        select c.id, c.${sql.id(next)} as next, 0 as step from ${table} c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and c.deleted_at is not null
        union all
        select n.id, n.${sql.id(next)}, chain.step + 1 from chain join ${table} n on n.workspace_id = ${sql.workspace} and n.id = chain.next where chain.step < ${longestChain})
      select x.id, ${titleOf(ctx, object, 'x')} as name from ${table} x join chain on chain.id = x.id
      where x.workspace_id = ${sql.workspace} and chain.step > 0 and chain.next is null and ${isLiving(ctx, object, 'x')} and ${allowed(ctx, object.name, 'see', 'x')}`,
  )
  if (!survivor) return notFound()
  return new Problem({
    status: 404,
    code: 'merged',
    title: { zh: `已并入“${survivor.name}”`, en: `Merged into “${survivor.name}”` },
    extra: { merged_into: survivor },
  })
}
