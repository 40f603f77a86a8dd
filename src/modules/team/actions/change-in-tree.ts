import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { updateRecord } from '../../../kernel/records/update.ts'

/** The plain change of a record of a tree, which must not come to stand below itself. One move in a tree at a time. */
export function changeInTree(name: string): NonNullable<PlainVerbs['update']> {
  return async (ctx, id, patch, options) => {
    await transaction(ctx, async (ctx) => {
      if ('parent' in patch) await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.workspace.id} ${name}`}, 0))`)
      await updateRecord(ctx, objectOf(ctx, name), id, patch, options)
      if ('parent' in patch) await refuseCircle(ctx, name, id)
    })
  }
}

async function refuseCircle(ctx: Context, name: string, id: string): Promise<void> {
  const table = sql.id(objectOf(ctx, name).table)
  const rows = await ctx.db.rows(sql`
    with recursive above as (
      select t.parent_id from ${table} t where t.workspace_id = ${sql.workspace} and t.id = ${id}::uuid
      union
      select p.parent_id from above a join ${table} p on p.workspace_id = ${sql.workspace} and p.id = a.parent_id
    )
    select 1 from above a where a.parent_id = ${id}::uuid`)
  if (rows.length > 0) throw invalid([issue('parent', 'circle', '不能移到自己或自己的下级之下', 'It cannot stand below itself')])
}
